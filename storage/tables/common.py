"""What all tables share."""

from sqlalchemy import BigInteger, Integer, MetaData

# 64 bits everywhere but SQLite, whose INTEGER already has them (and makes its row ids).
Whole = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
