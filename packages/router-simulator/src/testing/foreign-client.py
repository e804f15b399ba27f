"""Asks a router with librouteros, a client that was not written here. One line a check; the exit status counts failures.

Usage: foreign-client.py PORT VERSION, with the account mikro-dash / mikro-dash.
The client counts letters where the protocol counts bytes, so it is given Latin-1, in which they are the same, and Arabic as
the bytes of its UTF-8. It cannot take a tag apart either: sentences with tags are read as words.
"""

import sys
import time

import librouteros
from librouteros.exceptions import TrapError
from librouteros.login import plain, token
from librouteros.query import And, Key, Or

PORT, VERSION = int(sys.argv[1]), sys.argv[2]
MAJOR, MINOR = (int(part) for part in VERSION.split(".")[:2])
CHALLENGE_ONLY = (MAJOR, MINOR) < (6, 43)
failures = 0


def connect(login_method, password="mikro-dash"):
    return librouteros.connect(
        "127.0.0.1", "mikro-dash", password, port=PORT, encoding="latin-1", login_method=login_method, timeout=20
    )


def check(name, is_right, seen=None):
    global failures
    failures += 0 if is_right else 1
    print(f"{'ok' if is_right else 'FAILED'}: {VERSION}: {name}" + ("" if is_right else f": {seen!r}"), flush=True)


def refused(work):
    try:
        work()
    except TrapError as trap:
        return trap.message
    return None


right_way, other_way = (token, plain) if CHALLENGE_ONLY else (plain, token)
check("a wrong password is refused", refused(lambda: connect(right_way, "guess")) is not None)
if (MAJOR, MINOR) >= (6, 45):
    check("the old way to log in is refused", refused(lambda: connect(other_way)) == "invalid user name or password (6)")
elif (MAJOR, MINOR) >= (6, 43):
    check("both ways to log in work", bool(list(connect(token).path("/system/identity"))))
api = connect(right_way)
check("log in", bool(list(api.path("/system/identity"))))

def utf8(text):
    return text.encode("utf-8").decode("latin-1")


users = api.path("/ip/hotspot/user")
COMMENT = utf8("كافيه النجوم = خصم ٥٠٪ | سطر\r\nثانٍ")
first = users.add(name="00123", password="00123", profile="1GB", comment=COMMENT)
check("add answers the id", first.startswith("*"), first)
name, comment, profile = Key("name"), Key("comment"), Key("profile")
rows = list(users.select(name, comment).where(comment == COMMENT))
check("proplist and query, Arabic, = and CRLF", [row.get("comment") for row in rows] == [COMMENT], rows)
check("only the columns asked for", [sorted(row) for row in rows] == [["comment", "name"]], rows)
users.update(**{".id": first, "comment": utf8("تجديد"), "limit-uptime": "24h"})
rows = list(users.select(comment, Key("limit-uptime")).where(Key(".id") == first))
check("set", rows == [{"comment": utf8("تجديد"), "limit-uptime": "1d"}], rows)
second = users.add(name="B", profile="3GB")
rows = list(users.select(name).where(*[And(profile == "3GB", name != "00123")]))
check("and, not", [row["name"] for row in rows] == ["B"], rows)
rows = list(users.select(name).where(Or(profile == "3GB", profile == "1day"), name > "A"))
check("or, greater", [row["name"] for row in rows] == ["B"], rows)
rows = list(users.select(profile).where(name.In("B", "nobody")))
check("in a list", rows == [{"profile": "3GB"}], rows)
rows = list(api.rawCmd("/ip/hotspot/user/print", "=count-only=", "?profile=3GB"))
check("count-only", rows == [{"ret": 1}], rows)
check("nothing found is no row", list(users.select(name).where(name == "nobody")) == [])
check("the same name twice is refused", "already have user" in (refused(lambda: users.add(name="B")) or ""))
check("an unknown profile is refused", "any value of profile" in (refused(lambda: users.add(name="C", profile="x")) or ""))
users.remove(first, second)
check("remove by a list of ids", list(users.select(name).where(Or(name == "B", name == "00123"))) == [])
check("removing it again is refused", "no such item" in (refused(lambda: users.remove(first)) or ""))

ear = connect(right_way)
ear.protocol.writeSentence("/ip/hotspot/user/listen", "=.proplist=name", ".tag=7")
time.sleep(0.3)  # nothing says that it listens
heard_id = users.add(name="heard")
users.remove(heard_id)
heard = [ear.protocol.readSentence()[1] for _ in range(2)]
check("listen tells what came", {".tag=7", "=name=heard"} <= set(heard[0]), heard)
gone = {".tag=7", f"=.id={heard_id}", f"=.dead={'true' if MAJOR >= 7 else 'yes'}"}
check("listen tells what went", gone == set(heard[1]), heard)
ear.protocol.writeSentence("/cancel", "=tag=7", ".tag=8")
ended = [ear.protocol.readSentence() for _ in range(3)]
kinds = [(kind, words[0]) for kind, words in ended]
check("cancel interrupts", kinds == [("!trap", ".tag=7"), ("!done", ".tag=7"), ("!done", ".tag=8")], ended)
check("cancel says why", set(ended[0][1]) == {".tag=7", "=category=2", "=message=interrupted"}, ended)
check("the connection goes on after it", bool(list(ear.path("/system/resource"))))
ear.close()

began = time.monotonic()
rows = list(users.select(name, Key(".id")))
check(f"10,000 rows (in {time.monotonic() - began:.2f} s)", len(rows) == 10_001, len(rows))
check("all of them different", len({row[".id"] for row in rows}) == 10_001)
api.close()
sys.exit(min(failures, 100))
