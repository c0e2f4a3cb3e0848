"""Who leads a class or a group, as the list of classes names him. Pure."""

from monitor.people.names import identity
from storage.records import Person, SchoolClass


def leads(person: Person, school_class: SchoolClass) -> bool:
    """Tell whether the list names somebody as who leads a class, however he is spelt."""
    if not school_class.teacher.strip():
        return False
    return not identity.keys(school_class.teacher).isdisjoint(identity.keys(person.full_name))
