# The service in a container: built with what the lock pins, run by a user without rights.
FROM python:3.11-slim AS build
WORKDIR /build
RUN python -m venv /opt/zvonok
COPY requirements.lock pyproject.toml ./
RUN /opt/zvonok/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
COPY README.md LICENSE zvonok.py ./
COPY bot bot
COPY monitor monitor
COPY storage storage
COPY sandbox sandbox
RUN /opt/zvonok/bin/python -m pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation --no-index .
# The lock has the tools of development too: one lock, and nothing of them in what is run.
RUN /opt/zvonok/bin/python -c "import re, tomllib; print(*(re.match(r'[\w.-]+', each)[0] for each in tomllib.load(open('pyproject.toml', 'rb'))['dependency-groups']['dev']))" \
    | xargs /opt/zvonok/bin/python -m pip uninstall --yes --quiet --disable-pip-version-check

FROM python:3.11-slim
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/zvonok zvonok
COPY --from=build /opt/zvonok /opt/zvonok
ENV PATH=/opt/zvonok/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    ZVONOK_OPERATOR__LISTEN=127.0.0.1:9464
USER zvonok
WORKDIR /var/lib/zvonok
VOLUME /var/lib/zvonok
STOPSIGNAL SIGTERM
# 503 is an error of urlopen: the container is unhealthy then, and /health tells why.
HEALTHCHECK --interval=1m --timeout=10s --start-period=2m \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9464/health', timeout=8)"]
ENTRYPOINT ["zvonok"]
CMD ["run", "--config", "/etc/zvonok/config.toml"]
