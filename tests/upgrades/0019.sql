BEGIN TRANSACTION;
CREATE TABLE absences (
	person INTEGER NOT NULL, 
	first DATE NOT NULL, 
	last DATE, 
	CONSTRAINT pk_absences PRIMARY KEY (person, first), 
	CONSTRAINT fk_absences_person FOREIGN KEY(person) REFERENCES persons (id) ON DELETE CASCADE
);
INSERT INTO "absences" VALUES(5,'2026-11-16','2026-11-22');
INSERT INTO "absences" VALUES(6,'2026-11-19','2026-11-19');
CREATE TABLE accounts (
	account INTEGER NOT NULL, 
	dialog TEXT NOT NULL, 
	changed_at INTEGER NOT NULL, 
	CONSTRAINT pk_accounts PRIMARY KEY (account)
);
INSERT INTO "accounts" VALUES(101,'open',1795406400);
INSERT INTO "accounts" VALUES(102,'open',1795406400);
INSERT INTO "accounts" VALUES(103,'open',1795406400);
INSERT INTO "accounts" VALUES(104,'open',1795078800);
INSERT INTO "accounts" VALUES(105,'closed',1795078800);
INSERT INTO "accounts" VALUES(111,'open',1794196800);
INSERT INTO "accounts" VALUES(112,'open',1794196800);
INSERT INTO "accounts" VALUES(113,'open',1794196800);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0019');
CREATE TABLE announcements (
	id INTEGER NOT NULL, 
	unit TEXT NOT NULL, 
	author INTEGER NOT NULL, 
	made_at INTEGER NOT NULL, 
	chats INTEGER NOT NULL, wanted_at INTEGER, 
	CONSTRAINT pk_announcements PRIMARY KEY (id), 
	CONSTRAINT fk_announcements_unit FOREIGN KEY(unit) REFERENCES units (id)
);
CREATE TABLE answers (
	id INTEGER NOT NULL, 
	about TEXT NOT NULL, 
	conversation INTEGER NOT NULL, 
	made_at INTEGER NOT NULL, 
	attempts INTEGER NOT NULL, 
	retry_at INTEGER, 
	claimed_until INTEGER, 
	body BLOB, 
	CONSTRAINT pk_answers PRIMARY KEY (id), 
	CONSTRAINT uq_answers_about UNIQUE (about)
);
CREATE TABLE applied_config (
	id INTEGER NOT NULL, 
	fingerprint TEXT NOT NULL, 
	applied_at INTEGER NOT NULL, 
	CONSTRAINT pk_applied_config PRIMARY KEY (id)
);
INSERT INTO "applied_config" VALUES(1,'1004388e9d8fa8fdfe3e15ac72fafb3eff228616f9228bba0f23895ff0668598',1794196800);
CREATE TABLE audit (
	id INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	actor INTEGER, 
	unit TEXT, 
	action TEXT NOT NULL, 
	details TEXT NOT NULL, 
	CONSTRAINT pk_audit PRIMARY KEY (id)
);
INSERT INTO "audit" VALUES(1,1794196800,NULL,'school-12','roster_imported','{"new": 8, "changed": 0}');
INSERT INTO "audit" VALUES(2,1794196800,NULL,'school-12','roster_imported','{"new": 0, "changed": 0}');
INSERT INTO "audit" VALUES(3,1794196800,101,'school-12','chat_joined','{"chat": 1}');
INSERT INTO "audit" VALUES(4,1794196800,101,'school-12','chat_joined','{"chat": 2}');
INSERT INTO "audit" VALUES(5,1794196800,101,'school-12','chat_joined','{"chat": 3}');
CREATE TABLE bindings (
	unit TEXT NOT NULL, 
	account INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	method TEXT NOT NULL, 
	bound_at INTEGER NOT NULL, 
	CONSTRAINT pk_bindings PRIMARY KEY (unit, account), 
	CONSTRAINT fk_bindings_person FOREIGN KEY(person) REFERENCES persons (id) ON DELETE CASCADE, 
	CONSTRAINT fk_bindings_unit FOREIGN KEY(unit) REFERENCES units (id)
);
INSERT INTO "bindings" VALUES('school-12',101,1,'roster',1794196800);
INSERT INTO "bindings" VALUES('school-12',102,2,'roster',1794196800);
INSERT INTO "bindings" VALUES('school-12',111,3,'roster',1794196800);
INSERT INTO "bindings" VALUES('school-12',104,4,'roster',1794196800);
INSERT INTO "bindings" VALUES('school-12',112,5,'roster',1794196800);
INSERT INTO "bindings" VALUES('school-12',113,6,'roster',1794196800);
INSERT INTO "bindings" VALUES('school-12',105,7,'roster',1794196800);
CREATE TABLE calendars (
	unit TEXT NOT NULL, 
	since INTEGER NOT NULL, 
	timezone TEXT NOT NULL, 
	first_day INTEGER NOT NULL, 
	CONSTRAINT pk_calendars PRIMARY KEY (unit, since)
);
INSERT INTO "calendars" VALUES('perm',0,'Asia/Yekaterinburg',0);
INSERT INTO "calendars" VALUES('school-12',0,'Asia/Yekaterinburg',0);
INSERT INTO "calendars" VALUES('lyceum-5',0,'Asia/Yekaterinburg',0);
CREATE TABLE call_participants (
	call INTEGER NOT NULL, 
	author INTEGER NOT NULL, by_start BOOLEAN DEFAULT 0 NOT NULL, by_end BOOLEAN DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_call_participants PRIMARY KEY (call, author), 
	CONSTRAINT fk_call_participants_call FOREIGN KEY(call) REFERENCES calls (id) ON DELETE CASCADE
);
INSERT INTO "call_participants" VALUES(1,104,1,1);
CREATE TABLE calls (
	id INTEGER NOT NULL, 
	chat INTEGER NOT NULL, 
	start_number INTEGER, 
	end_number INTEGER, 
	started_at INTEGER NOT NULL, 
	seconds INTEGER, 
	closed BOOLEAN NOT NULL, 
	initiator INTEGER NOT NULL, 
	reached BOOLEAN, 
	participant_count INTEGER NOT NULL, start_at INTEGER, start_count INTEGER, end_at INTEGER, told_at INTEGER, 
	CONSTRAINT pk_calls PRIMARY KEY (id), 
	CONSTRAINT uq_calls_chat_end_number UNIQUE (chat, end_number), 
	CONSTRAINT uq_calls_chat_start_number UNIQUE (chat, start_number)
);
INSERT INTO "calls" VALUES(1,2,7,8,1794801600,300,1,104,1,4,1794801600,4,1794801900,1794801600);
CREATE TABLE chat_members (
	chat INTEGER NOT NULL, 
	account INTEGER NOT NULL, 
	CONSTRAINT pk_chat_members PRIMARY KEY (chat, account)
)
 WITHOUT ROWID

;
INSERT INTO "chat_members" VALUES(1,101);
INSERT INTO "chat_members" VALUES(1,102);
INSERT INTO "chat_members" VALUES(1,104);
INSERT INTO "chat_members" VALUES(1,105);
INSERT INTO "chat_members" VALUES(1,111);
INSERT INTO "chat_members" VALUES(1,112);
INSERT INTO "chat_members" VALUES(1,113);
INSERT INTO "chat_members" VALUES(2,101);
INSERT INTO "chat_members" VALUES(2,104);
INSERT INTO "chat_members" VALUES(3,101);
INSERT INTO "chat_members" VALUES(3,102);
INSERT INTO "chat_members" VALUES(3,104);
INSERT INTO "chat_members" VALUES(3,105);
INSERT INTO "chat_members" VALUES(3,111);
INSERT INTO "chat_members" VALUES(3,112);
INSERT INTO "chat_members" VALUES(3,113);
CREATE TABLE chats (
	id INTEGER NOT NULL, 
	unit TEXT, 
	title TEXT NOT NULL, 
	kind TEXT, 
	class_name TEXT NOT NULL, 
	owner INTEGER, 
	access TEXT NOT NULL, 
	admin BOOLEAN NOT NULL, 
	present BOOLEAN NOT NULL, 
	joined_at INTEGER, 
	left_at INTEGER, 
	invited_by INTEGER, people INTEGER, came_at INTEGER, moved BOOLEAN DEFAULT 0 NOT NULL, guessed TEXT, strangers INTEGER, 
	CONSTRAINT pk_chats PRIMARY KEY (id), 
	CONSTRAINT fk_chats_unit FOREIGN KEY(unit) REFERENCES units (id)
);
INSERT INTO "chats" VALUES(1,'school-12','Педсовет','staff','',101,'all',1,1,1794196800,NULL,101,7,1794196800,0,NULL,0);
INSERT INTO "chats" VALUES(2,'school-12','5А ученики','pupils','5А',101,'all',1,1,1794196800,NULL,101,5,1794196800,0,NULL,NULL);
INSERT INTO "chats" VALUES(3,'school-12','Методический совет','staff','',101,'all',1,1,1794196800,NULL,101,7,1794196800,0,NULL,0);
CREATE TABLE claims (
	code TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	office TEXT NOT NULL, 
	expires_at INTEGER NOT NULL, 
	used_by INTEGER, issuer INTEGER, 
	CONSTRAINT pk_claims PRIMARY KEY (code), 
	CONSTRAINT fk_claims_unit FOREIGN KEY(unit) REFERENCES units (id)
);
CREATE TABLE classes (
	unit TEXT NOT NULL, 
	name TEXT NOT NULL, 
	pupils INTEGER, 
	parents INTEGER, 
	teacher TEXT NOT NULL, 
	CONSTRAINT pk_classes PRIMARY KEY (unit, name), 
	CONSTRAINT fk_classes_unit FOREIGN KEY(unit) REFERENCES units (id)
);
INSERT INTO "classes" VALUES('school-12','5А',4,7,'Петрова Мария Петровна');
INSERT INTO "classes" VALUES('school-12','6Б',6,11,'');
CREATE TABLE closed_facts (
	unit TEXT NOT NULL, 
	week TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	CONSTRAINT pk_closed_facts PRIMARY KEY (unit, week), 
	CONSTRAINT fk_closed_facts_unit FOREIGN KEY(unit) REFERENCES units (id)
);
INSERT INTO "closed_facts" VALUES('school-12','2026-W46','{"people":[{"id":1,"role":"учитель","reachable":true},{"id":2,"role":"администрация","reachable":true},{"id":3,"role":"учитель","reachable":true},{"id":4,"role":"учитель","reachable":true},{"id":5,"role":"учитель","reachable":true},{"id":6,"role":"учитель","reachable":true},{"id":7,"role":"учитель"},{"id":8,"role":"прочий персонал","bound":false}],"slices":[{"first":"2026-11-09","last":"2026-11-15","working":["2026-11-09","2026-11-10","2026-11-11","2026-11-12","2026-11-13"],"completeness":1.0,"others":{"pupils":{"1":0}},"people":[{"id":1,"messages":10,"days":1,"hours":1,"worked":5},{"id":2,"worked":5},{"id":3,"worked":5},{"id":4,"messages":9,"days":1,"hours":1,"worked":5},{"id":5,"worked":5},{"id":6,"worked":5},{"id":7,"worked":5},{"id":8,"worked":5}]}],"specs":[{"id":"staff_messages_10","family":"people_active","title":"Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю","short":"От 10 сообщений","point":"1.5","base":"present","messages":10,"personal":true,"norm":{"text":"каждый сотрудник пишет не менее 10 сообщений в неделю","threshold":1.0}},{"id":"users_active","family":"users_active","title":"Педагоги и ученики, активные за неделю","short":"Активны за неделю","titles":{"kindergarten":"Педагоги и воспитанники, активные за неделю","college":"Преподаватели и студенты, активные за неделю","further":"Педагоги и обучающиеся, активные за неделю"},"point":"2","audience":"teachers","adjustable":true,"norm":{"text":"активны не менее 25 % педагогов и учеников","threshold":0.25}}],"classes":[[4,7],[6,11]]}');
INSERT INTO "closed_facts" VALUES('school-12','2026-W47','{"people":[{"id":1,"role":"учитель","reachable":true},{"id":2,"role":"администрация","reachable":true},{"id":3,"role":"учитель","reachable":true},{"id":4,"role":"учитель","reachable":true},{"id":5,"role":"учитель","reachable":true},{"id":6,"role":"учитель","reachable":true},{"id":7,"role":"учитель","reachable":false},{"id":8,"role":"прочий персонал","bound":false}],"slices":[{"first":"2026-11-16","last":"2026-11-22","working":["2026-11-16","2026-11-17","2026-11-18","2026-11-19","2026-11-20"],"completeness":1.0,"others":{"pupils":{"1":2}},"people":[{"id":1,"messages":12,"days":1,"hours":1,"worked":5},{"id":2,"messages":1,"days":1,"hours":1,"worked":5},{"id":3,"messages":10,"days":1,"hours":1,"worked":5},{"id":4,"messages":10,"calls":1,"days":3,"hours":3,"worked":5},{"id":5,"absent":true},{"id":6,"messages":1,"days":1,"hours":1,"worked":4},{"id":7,"messages":10,"days":2,"hours":2,"worked":5},{"id":8,"worked":5}]}],"specs":[{"id":"staff_messages_10","family":"people_active","title":"Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю","short":"От 10 сообщений","point":"1.5","base":"present","messages":10,"personal":true,"norm":{"text":"каждый сотрудник пишет не менее 10 сообщений в неделю","threshold":1.0}},{"id":"users_active","family":"users_active","title":"Педагоги и ученики, активные за неделю","short":"Активны за неделю","titles":{"kindergarten":"Педагоги и воспитанники, активные за неделю","college":"Преподаватели и студенты, активные за неделю","further":"Педагоги и обучающиеся, активные за неделю"},"point":"2","audience":"teachers","adjustable":true,"norm":{"text":"активны не менее 25 % педагогов и учеников","threshold":0.25}}],"classes":[[4,7],[6,11]]}');
CREATE TABLE codes (
	code TEXT NOT NULL, 
	person INTEGER NOT NULL, 
	expires_at INTEGER NOT NULL, 
	used_by INTEGER, 
	CONSTRAINT pk_codes PRIMARY KEY (code), 
	CONSTRAINT fk_codes_person FOREIGN KEY(person) REFERENCES persons (id) ON DELETE CASCADE
);
CREATE TABLE conditions (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	since INTEGER NOT NULL, 
	CONSTRAINT pk_conditions PRIMARY KEY (name)
);
CREATE TABLE corrections (
	id INTEGER NOT NULL, 
	unit TEXT NOT NULL, 
	week TEXT NOT NULL, 
	person INTEGER, 
	figure TEXT NOT NULL, 
	messages INTEGER NOT NULL, 
	calls INTEGER NOT NULL, 
	value INTEGER, 
	"of" INTEGER, 
	comment TEXT NOT NULL, 
	author INTEGER, 
	made_at INTEGER NOT NULL, 
	CONSTRAINT pk_corrections PRIMARY KEY (id), 
	CONSTRAINT fk_corrections_person FOREIGN KEY(person) REFERENCES persons (id) ON DELETE CASCADE, 
	CONSTRAINT fk_corrections_unit FOREIGN KEY(unit) REFERENCES units (id)
);
CREATE TABLE cropped (
	chat INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	messengers TEXT NOT NULL, 
	CONSTRAINT pk_cropped PRIMARY KEY (chat, number)
)
 WITHOUT ROWID

;
CREATE TABLE cursors (
	source TEXT NOT NULL, 
	position TEXT NOT NULL, 
	moved_at INTEGER NOT NULL, read_through INTEGER, settles_at INTEGER, 
	CONSTRAINT pk_cursors PRIMARY KEY (source)
);
INSERT INTO "cursors" VALUES('longpoll','129',1795406400,4948369200,NULL);
CREATE TABLE directory (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_directory PRIMARY KEY (id)
);
INSERT INTO "directory" VALUES(1,13);
CREATE TABLE erased (
	mark INTEGER NOT NULL, 
	erased_at INTEGER NOT NULL, 
	CONSTRAINT pk_erased PRIMARY KEY (mark)
);
CREATE TABLE foreign_links (
	chat INTEGER NOT NULL, 
	hour INTEGER NOT NULL, 
	messenger TEXT NOT NULL, 
	messages INTEGER NOT NULL, 
	CONSTRAINT pk_foreign_links PRIMARY KEY (hour, chat, messenger)
)
 WITHOUT ROWID

;
CREATE TABLE holdings (
	place INTEGER NOT NULL, 
	chat INTEGER NOT NULL, 
	unit TEXT NOT NULL, 
	since INTEGER NOT NULL, 
	until INTEGER, 
	title TEXT NOT NULL, 
	kind TEXT, 
	class_name TEXT NOT NULL, 
	CONSTRAINT pk_holdings PRIMARY KEY (place), 
	CONSTRAINT fk_holdings_unit FOREIGN KEY(unit) REFERENCES units (id)
);
CREATE TABLE holes (
	chat INTEGER NOT NULL, 
	first INTEGER NOT NULL, 
	last INTEGER NOT NULL, 
	noticed_at INTEGER NOT NULL, 
	gone TEXT, 
	CONSTRAINT pk_holes PRIMARY KEY (chat, first)
)
 WITHOUT ROWID

;
CREATE TABLE inbox (
	id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	conversation INTEGER NOT NULL, 
	received_at INTEGER NOT NULL, 
	attempts INTEGER NOT NULL, 
	claimed_until INTEGER, 
	body BLOB, account INTEGER, folds INTEGER DEFAULT '0' NOT NULL, gist INTEGER, retry_at INTEGER, 
	CONSTRAINT pk_inbox PRIMARY KEY (id), 
	CONSTRAINT uq_inbox_key UNIQUE ("key")
);
INSERT INTO "inbox" VALUES(1,'m-101:1',-101,1794196800,1,1794196860,NULL,NULL,0,NULL,NULL);
INSERT INTO "inbox" VALUES(2,'m-102:1',-102,1794196800,1,1794196860,NULL,NULL,0,NULL,NULL);
INSERT INTO "inbox" VALUES(3,'m-104:1',-104,1794196800,1,1794196860,NULL,NULL,0,NULL,NULL);
INSERT INTO "inbox" VALUES(4,'m-111:1',-111,1794196800,1,1794196860,NULL,NULL,0,NULL,NULL);
INSERT INTO "inbox" VALUES(5,'m-112:1',-112,1794196800,1,1794196860,NULL,NULL,0,NULL,NULL);
INSERT INTO "inbox" VALUES(6,'m-113:1',-113,1794196800,1,1794196860,NULL,NULL,0,NULL,NULL);
INSERT INTO "inbox" VALUES(7,'m-103:1',-103,1794196800,1,1794196860,NULL,NULL,0,NULL,NULL);
INSERT INTO "inbox" VALUES(8,'m1:2',1,1794196800,1,1794196860,NULL,NULL,0,NULL,NULL);
INSERT INTO "inbox" VALUES(9,'m2:2',2,1794196800,1,1794196860,NULL,NULL,0,NULL,NULL);
INSERT INTO "inbox" VALUES(10,'m3:2',3,1794196800,1,1794196860,NULL,NULL,0,NULL,NULL);
CREATE TABLE interruptions (
	id INTEGER NOT NULL, 
	chat INTEGER, 
	kind TEXT NOT NULL, 
	since INTEGER NOT NULL, 
	until INTEGER, 
	CONSTRAINT pk_interruptions PRIMARY KEY (id)
);
CREATE TABLE job_runs (
	job TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	moment INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	finished_at INTEGER, 
	CONSTRAINT pk_job_runs PRIMARY KEY (job, unit, moment), 
	CONSTRAINT fk_job_runs_unit FOREIGN KEY(unit) REFERENCES units (id)
);
INSERT INTO "job_runs" VALUES('close','school-12',1794801600,'done',1794801600);
INSERT INTO "job_runs" VALUES('close','perm',1794801600,'done',1794801600);
INSERT INTO "job_runs" VALUES('watch','perm',1794222000,'skipped',1794801600);
INSERT INTO "job_runs" VALUES('watch','perm',1794308400,'skipped',1794801600);
INSERT INTO "job_runs" VALUES('watch','perm',1794394800,'skipped',1794801600);
INSERT INTO "job_runs" VALUES('watch','perm',1794481200,'skipped',1794801600);
INSERT INTO "job_runs" VALUES('watch','perm',1794567600,'skipped',1794801600);
INSERT INTO "job_runs" VALUES('rollup','perm',1794567600,'skipped',1794801600);
INSERT INTO "job_runs" VALUES('forecast','school-12',1794391200,'skipped',1794801600);
INSERT INTO "job_runs" VALUES('nudge','school-12',1794474000,'skipped',1794801600);
INSERT INTO "job_runs" VALUES('reminder','school-12',1794477600,'skipped',1794801600);
INSERT INTO "job_runs" VALUES('summary','school-12',1794564000,'skipped',1794801600);
INSERT INTO "job_runs" VALUES('digest','school-12',1794564000,'skipped',1794801600);
INSERT INTO "job_runs" VALUES('watch','school-12',1794222000,'skipped',1794801600);
INSERT INTO "job_runs" VALUES('watch','school-12',1794308400,'skipped',1794801600);
INSERT INTO "job_runs" VALUES('watch','school-12',1794394800,'skipped',1794801600);
INSERT INTO "job_runs" VALUES('watch','school-12',1794481200,'skipped',1794801600);
INSERT INTO "job_runs" VALUES('watch','school-12',1794567600,'skipped',1794801600);
INSERT INTO "job_runs" VALUES('forecast','school-12',1794996000,'done',1795078800);
INSERT INTO "job_runs" VALUES('watch','school-12',1794999600,'done',1795078800);
INSERT INTO "job_runs" VALUES('watch','perm',1794999600,'done',1795078800);
INSERT INTO "job_runs" VALUES('nudge','school-12',1795078800,'done',1795078800);
INSERT INTO "job_runs" VALUES('watch','perm',1794826800,'skipped',1795078800);
INSERT INTO "job_runs" VALUES('watch','perm',1794913200,'skipped',1795078800);
INSERT INTO "job_runs" VALUES('watch','school-12',1794826800,'skipped',1795078800);
INSERT INTO "job_runs" VALUES('watch','school-12',1794913200,'skipped',1795078800);
INSERT INTO "job_runs" VALUES('reminder','school-12',1795082400,'done',1795082400);
INSERT INTO "job_runs" VALUES('watch','school-12',1795086000,'done',1795168800);
INSERT INTO "job_runs" VALUES('watch','perm',1795086000,'done',1795168800);
INSERT INTO "job_runs" VALUES('summary','school-12',1795168800,'done',1795168800);
INSERT INTO "job_runs" VALUES('digest','school-12',1795168800,'done',1795168800);
INSERT INTO "job_runs" VALUES('close','school-12',1795406400,'done',1795406400);
INSERT INTO "job_runs" VALUES('close','perm',1795406400,'done',1795406400);
INSERT INTO "job_runs" VALUES('watch','perm',1795172400,'skipped',1795406400);
INSERT INTO "job_runs" VALUES('rollup','perm',1795172400,'skipped',1795406400);
INSERT INTO "job_runs" VALUES('watch','school-12',1795172400,'skipped',1795406400);
CREATE TABLE kept_orders (
	name TEXT NOT NULL, 
	text TEXT NOT NULL, 
	read_at INTEGER NOT NULL, 
	CONSTRAINT pk_kept_orders PRIMARY KEY (name)
);
INSERT INTO "kept_orders" VALUES('perm','#:schema order.schema.json
# Пермь: десять сообщений в неделю от каждого сотрудника, четверть пользователей активна.
# Даты и номера в тексте, по которому записан файл, нет.
id = "perm"
basis = "text"
kind = "приказ"
title = "О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»"
issuer = "Департамент образования администрации города Перми"
first_day = "monday"
main = "staff_messages_10"
watch_for = ["coordinator"] # пункт 2: за ежедневный мониторинг отвечает отдел департамента

[counting]
participants = false
rule = "Учтены новые сообщения людей в чатах организации, где есть бот; служебные сообщения, правки и сообщения сообществ не учтены. Звонок засчитан тому, кто его начал, если звонок состоялся."

[schedule]
forecast = "wednesday 15:00"
nudge = "thursday 14:00"
reminder = "thursday 15:00"
summary = "friday 15:00"
digest = "friday 15:00"
rollup = "friday 16:00"
watch = "16:00" # пункт 2: мониторинг в ежедневном режиме
close = "monday 09:00"

[quiet]
opens = 08:30:00
closes = 18:00:00

[[indicator]]
id = "staff_messages_10"
family = "people_active"
title = "Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю"
short = "От 10 сообщений"
point = "1.5"
audience = "staff"
base = "present"
messages = 10
personal = true
norm = { threshold = 1.0, text = "каждый сотрудник пишет не менее 10 сообщений в неделю" }

[[indicator]]
id = "staff_registered"
family = "people_registered"
title = "Сотрудники, подключённые к платформе (профиль известен боту)"
short = "Профиль известен"
point = "1.4"
audience = "staff"
base = "all"
norm = { threshold = 1.0, text = "подключены все сотрудники" }

[[indicator]]
id = "classes_with_chats"
family = "classes_with_chats"
title = "Классы, у которых есть чат учеников или родителей"
short = "Классы с чатами"
titles = { kindergarten = "Группы, у которых есть чат родителей", college = "Группы, у которых есть чат студентов или родителей", further = "Объединения, у которых есть чат обучающихся или родителей" }
shorts = { kindergarten = "Группы с чатами", college = "Группы с чатами", further = "Объединения с чатами" }
point = "1.2"
norm = { threshold = 1.0, text = "чаты всех классов перенесены на платформу" }

[[indicator]]
id = "foreign_links"
family = "foreign_links"
title = "Сообщения со ссылкой на иностранный мессенджер"
short = "Ссылки на иностранные мессенджеры"
point = "1.2"
norm = { at_most = 0, text = "иностранные мессенджеры не используются" }

[[indicator]]
id = "users_active"
family = "users_active"
title = "Педагоги и ученики, активные за неделю"
short = "Активны за неделю"
titles = { kindergarten = "Педагоги и воспитанники, активные за неделю", college = "Преподаватели и студенты, активные за неделю", further = "Педагоги и обучающиеся, активные за неделю" }
point = "2"
audience = "teachers"
base = "all"
adjustable = true
norm = { threshold = 0.25, text = "активны не менее 25 % педагогов и учеников" }

# Показатели департамента: сколько организаций ведут мониторинг и сколько выполняют норму.
[[indicator]]
id = "units_reporting"
family = "units_reporting"
title = "Организации, по которым есть данные за неделю"
short = "Организации с данными"
point = "1.6"
norm = { threshold = 1.0, text = "еженедельный мониторинг ведёт каждая организация" }

[[indicator]]
id = "units_quarter_active"
family = "units_meeting"
title = "Организации, в которых активны не менее 25 % педагогов и учеников"
short = "Активна четверть"
point = "2"
indicators = ["users_active"]

# Пункты приказа. Слова — из текста, сокращены.

[[milestone]]
id = "administrator"
point = "1.1"
title = "Назначить ответственного администратора за работу в ИКОП «Сферум»"
owner = "Руководители муниципальных образовательных учреждений"
level = ["organisation"]
bot = "Даёт доступ ответственному администратору по одноразовому коду и ведёт список ответственных."

[[milestone]]
id = "chats_moved"
point = "1.2"
title = "Перевести родительские чаты и чаты с обучающимися в ИКОП «Сферум», исключив использование иностранных информационных систем для обмена сообщениями"
owner = "Руководители муниципальных образовательных учреждений"
level = ["organisation"]
bot = "Показывает классы (группы) без чатов и считает сообщения со ссылками на иностранные мессенджеры."
limit = "Чатов, в которых бота нет, и переписки вне VK бот не видит, поэтому перевод подтверждает человек."

[[milestone]]
id = "training"
point = "1.3"
title = "Провести обучение для пользователей ИКОП «Сферум» по работе с платформой"
owner = "Руководители муниципальных образовательных учреждений"
level = ["organisation"]

[[duty]]
point = "1.4"
title = "Зарегистрировать и прикрепить сотрудников организации"
owner = "Руководители муниципальных образовательных учреждений"
level = ["organisation"]
bot = "Показывает, у кого из списка профиль не привязан, выдаёт ссылки и коды для привязки."
person = "Регистрирует сотрудников в личном кабинете организации и обновляет список."
limit = "Личного кабинета «Сферума» бот не видит."

[[duty]]
point = "1.5"
title = "Обеспечить активность пользователей – сотрудников муниципальных образовательных учреждений (не менее 10 сообщений в неделю от каждого пользователя)"
owner = "Руководители муниципальных образовательных учреждений"
level = ["organisation"]
when = { weekly = "any" }
bot = "Считает сообщения каждого, в среду говорит ответственному, кто не успевает, в четверг лично напоминает тем, кому не хватает."

[[duty]]
point = "1.6"
title = "Вести еженедельный мониторинг активности пользователей"
owner = "Руководители муниципальных образовательных учреждений"
level = ["organisation"]
when = { weekly = "any" }
bot = "Каждую пятницу присылает сводку с таблицей, в понедельник — итоги; хранит закрытые недели."
person = "Читает сводку и записывает принятые меры."

[[duty]]
point = "2"
title = "В ежедневном режиме проводить мониторинг активности использования ИКОП «Сферум» педагогами и учащимися, обеспечить активность пользователей не менее 25 % в неделю"
owner = "Начальник отдела отраслевого регулирования управления координации, планирования и развития отрасли"
level = ["municipality"]
when = { daily = true }
bot = "Каждый рабочий день присылает координатору, сколько педагогов и учащихся активны по городу и в скольких организациях норма выполнена."

[[outside]]
point = "3"
title = "Настоящий приказ вступает в силу со дня подписания"
level = ["municipality", "organisation"]
reason = "Срок действия самого приказа: мерить и напоминать нечего."

[[duty]]
point = "4"
title = "Контроль за исполнением настоящего приказа"
owner = "Начальник отдела сопровождения проектов управления координации, планирования и развития отрасли"
level = ["municipality"]
bot = "Каждую пятницу сводит показатели всех организаций, без имён."
person = "Смотрит свод и спрашивает с организаций."
',1794196800);
INSERT INTO "kept_orders" VALUES('sergokala','#:schema order.schema.json
# Сергокала: приказ школы, восемь контролируемых показателей под их официальными названиями.
# Своего названия, даты и номера в тексте нет, есть приказ управления, на основании которого он издан.
id = "sergokala"
basis = "text"
kind = "приказ"
called = "школы на основании приказа УО Сергокалинского района № 80 от 13.10.2023"
issuer = "Школа"
first_day = "monday"
main = "teachers_messages_10"

[counting]
participants = false
rule = "Учтены новые сообщения людей в чатах организации, где есть бот; служебные сообщения, правки и сообщения сообществ не учтены. Звонок засчитан тому, кто его начал, если звонок состоялся."

[schedule]
forecast = "wednesday 15:00"
nudge = "thursday 14:00"
reminder = "thursday 15:00"
summary = "friday 15:00"
digest = "friday 15:00"
rollup = "friday 16:00"
close = "monday 09:00"

# Пункт 2.2: восемь показателей, в порядке текста. Рост ожидают от всего, что зависит от школы;
# «всего» только сообщают: когда в списке все, расти им некуда.
[[indicator]]
id = "pupils_total"
family = "pupils_total"
title = "Учеников всего"
short = "Учеников всего"
point = "2.2"

[[indicator]]
id = "teachers_total"
family = "people_total"
title = "Учителей всего"
short = "Учителей всего"
point = "2.2"
audience = "teachers"

[[indicator]]
id = "teachers_chat_owners"
family = "chat_owners"
title = "Учителя, создавшие групповые чаты"
short = "Создали чаты"
point = "2.2"
audience = "teachers"
norm = { growth = 0.0, text = "показатель растёт" }

[[indicator]]
id = "teachers_messages_3"
family = "people_active"
title = "Учителя, написавшие в групповых чатах минимум 3 сообщения за неделю"
short = "От 3 сообщений"
point = "2.2"
audience = "teachers"
messages = 3
norm = { growth = 0.0, text = "показатель растёт" }

[[indicator]]
id = "teachers_messages_10"
family = "people_active"
title = "Учителя, написавшие в групповых чатах минимум 10 сообщений за неделю"
short = "От 10 сообщений"
point = "2.2"
audience = "teachers"
messages = 10
personal = true
norm = { growth = 0.0, text = "показатель растёт" }

[[indicator]]
id = "teachers_calls_1"
family = "people_active"
title = "Учителя, совершившие минимум 1 звонок за неделю"
short = "От 1 звонка"
point = "2.2"
audience = "teachers"
calls = 1
personal = true
norm = { growth = 0.0, text = "показатель растёт" }

[[indicator]]
id = "teachers_diary"
family = "confirmed"
title = "Учителя, связавшие аккаунты ЭЖД"
short = "ЭЖД: учителя"
point = "2.2"
norm = { growth = 0.0, text = "показатель растёт" }

[[indicator]]
id = "pupils_diary"
family = "confirmed"
title = "Ученики, связавшие аккаунты ЭЖД"
short = "ЭЖД: ученики"
point = "2.2"
norm = { growth = 0.0, text = "показатель растёт" }

# Остальные пункты.
[[indicator]]
id = "staff_registered"
family = "people_registered"
title = "Сотрудники, зарегистрированные на платформе (профиль известен боту)"
short = "Профиль известен"
point = "1.3"
audience = "staff"
norm = { threshold = 1.0, text = "зарегистрированы все сотрудники", deadline = 2023-10-20 }

[[indicator]]
id = "users_active"
family = "users_active"
title = "Педагоги и ученики, активные в «Сферуме» за неделю"
short = "Активны за неделю"
point = "1.5"
audience = "teachers"
norm = { growth = 0.0, text = "использование «Сферума» растёт" }

[[indicator]]
id = "my_school"
family = "confirmed"
title = "Пользователи ФГИС «Моя школа»"
short = "ФГИС «Моя школа»"
point = "1.5"
norm = { growth = 0.0, text = "использование ФГИС «Моя школа» растёт" }

[[indicator]]
id = "foreign_links"
family = "foreign_links"
title = "Сообщения со ссылкой на иностранный мессенджер"
short = "Ссылки на иностранные мессенджеры"
point = "1.6"
norm = { at_most = 0, text = "иностранные мессенджеры не используются" }

[[indicator]]
id = "staff_inactive"
family = "people_inactive"
title = "Профили сотрудников со статусом «Не активен»"
short = "Неактивные профили"
point = "1.7"
audience = "staff"
norm = { at_most = 0, text = "неактивных профилей нет" }

# Показатели управления.
[[indicator]]
id = "units_reporting"
family = "units_reporting"
title = "Организации, по которым есть данные за неделю"
short = "Организации с данными"
point = "2.1"

[[indicator]]
id = "units_registered"
family = "units_meeting"
title = "Организации, где зарегистрированы все и нет неактивных профилей"
short = "Зарегистрированы все"
point = "1.3, 1.7"
indicators = ["staff_registered", "staff_inactive"]

# Пункты приказа. Слова — из текста, сокращены.

[[milestone]]
id = "domestic_software"
point = "1.1"
title = "При осуществлении коммуникации и информационного взаимодействия обеспечить использование исключительно отечественного программного обеспечения и программных продуктов"
owner = "Заместитель директора по УВР"
level = ["organisation"]
limit = "Какие программы стоят на компьютерах, бот не видит."

[[milestone]]
id = "full_move"
point = "1.2"
title = "Обеспечить полный переход на ИКОП «Сферум» для организации коммуникации внутри образовательного пространства и использование данного сервиса в своей служебной деятельности"
owner = "Заместитель директора по УВР"
level = ["organisation"]
bot = "Считает чаты, где есть бот, и активность в них."
limit = "Чатов, в которых бота нет, бот не видит."

[[duty]]
point = "1.3"
title = "Обеспечить 100 % регистрацию сотрудников организаций в «Сферум»"
owner = "Заместитель директора по УВР"
level = ["organisation"]
when = { by = 2023-10-20 }
bot = "Показывает, у кого из списка профиль не привязан, выдаёт ссылки и коды для привязки."
limit = "Личного кабинета «Сферума» бот не видит."

[[milestone]]
id = "service_chats"
point = "1.4"
title = "Перевести все чаты, используемые для ведения служебной переписки, в ИКОП «Сферум»"
owner = "Заместитель директора по УВР"
level = ["organisation"]
when = { soon = true }
limit = "Чатов, в которых бота нет, бот не видит."

[[duty]]
point = "1.5"
title = "Принять меры по увеличению активности использования ИКОП «Сферум» и ФГИС «Моя школа»"
owner = "Заместитель директора по УВР"
level = ["organisation"]
bot = "Сравнивает неделю с прошлой и хранит записанные меры."
person = "Принимает меры и вносит число пользователей «Моей школы»."
limit = "«Моей школы» бот не видит: значение подтверждает ответственный."

[[milestone]]
id = "no_foreign_messengers"
point = "1.6"
title = "Исключить использование иностранных мессенджеров для обмена сообщениями в деятельности образовательной организации"
owner = "Заместитель директора по УВР"
level = ["organisation"]
bot = "Считает сообщения со ссылками на иностранные мессенджеры; если включить, вежливо отвечает на них в чате."
limit = "Переписки вне VK бот не видит."

[[duty]]
point = "1.7"
title = "Обеспечить активацию профилей образовательной организации со статусом «Не активен»"
owner = "Заместитель директора по УВР"
level = ["organisation"]
bot = "Показывает, у кого нет профиля или за неделю нет ни сообщений, ни звонков; сверяет с таблицей, которую присылают сверху."
limit = "Статус в личном кабинете «Сферума» бот не видит."

[[milestone]]
id = "responsible"
point = "2"
title = "Назначить ответственным в образовательной организации по использованию педагогическими работниками платформы «Сферум» и ФГИС «Моя школа»"
level = ["organisation"]
bot = "Даёт доступ ответственному администратору по одноразовому коду и ведёт список ответственных."

[[duty]]
point = "2.1"
title = "Обеспечить еженедельный анализ направляемой статистики и принятие мер по увеличению всех контролируемых показателей"
owner = "Ответственный за данное направление работы"
level = ["organisation"]
when = { weekly = "any" }
bot = "Каждую пятницу присылает сводку, сверяет показатели с таблицей, которую присылают сверху, показывает расхождения."
person = "Разбирает сводку и записывает принятые меры."

[[duty]]
point = "2.2"
title = "Взять под личный контроль повышение показателей"
owner = "Ответственный за данное направление работы"
level = ["organisation"]
bot = "Считает показатели и сравнивает с прошлой неделей."
person = "Вносит показатели ЭЖД."
limit = "ЭЖД и сведений «Сферума» о числе обучающихся бот не видит: считает их по загруженному списку, ЭЖД подтверждает ответственный."

[[duty]]
point = "3"
title = "Вести строгий контроль за использованием педагогическими работниками образовательной организации информационно-коммуникационной образовательной платформы «Сферум» и ФГИС «Моя школа»"
owner = "Методический совет школы"
level = ["organisation"]
bot = "Даёт сводку и таблицу недели, которые ответственный показывает Методическому совету."
person = "Обсуждает итоги на Методическом совете."
limit = "Отдельного доступа у Методического совета нет: имена видят администратор и заместитель руководителя."

[[duty]]
point = "4"
title = "Контроль за исполнением данного приказа"
owner = "Заместитель директора"
level = ["organisation"]
bot = "Присылает заместителю руководителя дайджест недели, он отмечает «Ознакомлен(а)»."
person = "Читает дайджест."
',1794196800);
CREATE TABLE ledger (
	conversation INTEGER NOT NULL, 
	first INTEGER NOT NULL, 
	last INTEGER NOT NULL, 
	CONSTRAINT pk_ledger PRIMARY KEY (conversation, first)
)
 WITHOUT ROWID

;
INSERT INTO "ledger" VALUES(-113,1,2);
INSERT INTO "ledger" VALUES(-112,1,2);
INSERT INTO "ledger" VALUES(-111,1,2);
INSERT INTO "ledger" VALUES(-104,1,3);
INSERT INTO "ledger" VALUES(-103,1,4);
INSERT INTO "ledger" VALUES(-102,1,6);
INSERT INTO "ledger" VALUES(-101,1,6);
INSERT INTO "ledger" VALUES(1,2,83);
INSERT INTO "ledger" VALUES(2,2,14);
INSERT INTO "ledger" VALUES(3,2,3);
CREATE TABLE material_units (
	material INTEGER NOT NULL, 
	unit TEXT NOT NULL, 
	until INTEGER NOT NULL, 
	accepted_at INTEGER, 
	passed_at INTEGER, 
	announcement INTEGER, 
	reminded_at INTEGER, 
	CONSTRAINT pk_material_units PRIMARY KEY (material, unit), 
	CONSTRAINT fk_material_units_material FOREIGN KEY(material) REFERENCES materials (id) ON DELETE CASCADE, 
	CONSTRAINT fk_material_units_unit FOREIGN KEY(unit) REFERENCES units (id)
);
CREATE TABLE materials (
	id INTEGER NOT NULL, 
	unit TEXT NOT NULL, 
	author INTEGER NOT NULL, 
	made_at INTEGER NOT NULL, 
	until INTEGER NOT NULL, 
	keep_until INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	attachments TEXT NOT NULL, 
	told_at INTEGER, 
	CONSTRAINT pk_materials PRIMARY KEY (id), 
	CONSTRAINT fk_materials_unit FOREIGN KEY(unit) REFERENCES units (id)
);
CREATE TABLE milestones_done (
	unit TEXT NOT NULL, 
	milestone TEXT NOT NULL, 
	done_on DATE NOT NULL, 
	author INTEGER NOT NULL, 
	made_at INTEGER NOT NULL, 
	CONSTRAINT pk_milestones_done PRIMARY KEY (unit, milestone), 
	CONSTRAINT fk_milestones_done_unit FOREIGN KEY(unit) REFERENCES units (id)
);
CREATE TABLE notices (
	id INTEGER NOT NULL, 
	unit TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	period TEXT NOT NULL, 
	recipient INTEGER NOT NULL, 
	facts TEXT NOT NULL, 
	due_at INTEGER NOT NULL, 
	expires_at INTEGER, 
	state TEXT NOT NULL, 
	attempts INTEGER NOT NULL, 
	retry_at INTEGER, 
	claimed_until INTEGER, 
	random_id INTEGER, 
	begun_at INTEGER, 
	settled_at INTEGER, 
	error TEXT NOT NULL, 
	CONSTRAINT pk_notices PRIMARY KEY (id), 
	CONSTRAINT fk_notices_unit FOREIGN KEY(unit) REFERENCES units (id), 
	CONSTRAINT uq_notices_unit_kind_period_recipient UNIQUE (unit, kind, period, recipient)
);
INSERT INTO "notices" VALUES(1,'school-12','summary','2026-W46 final',101,'{"report":{"unit":"school-12","unit_name":"МАОУ «СОШ № 12»","unit_kind":"school","order":"perm","order_title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","rule":"Учтены новые сообщения людей в чатах организации, где есть бот; служебные сообщения, правки и сообщения сообществ не учтены. Звонок засчитан тому, кто его начал, если звонок состоялся.","window":{"week":"2026-W46","start":"2026-11-09T00:00:00+05:00","end":"2026-11-16T00:00:00+05:00","as_of":"2026-11-16T00:00:00+05:00","closed":true},"completeness":1.0,"figures":[{"value":1,"of":8,"id":"staff_messages_10","title":"Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю","base":"present","norm":{"text":"каждый сотрудник пишет не менее 10 сообщений в неделю","threshold":1.0,"met":false,"point":"1.5","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":10,"counts":"messages","personal":true,"incomplete":false,"point":"1.5","window":"week","first":null,"last":null,"demand":{"messages":10,"calls":null,"days":null,"messages_a_day":null,"call_minutes":null,"any":false,"scaled":false,"chats":[],"own_class":false},"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"От 10 сообщений"},{"value":7,"of":8,"id":"staff_registered","title":"Сотрудники, подключённые к платформе (профиль известен боту)","base":"all","norm":{"text":"подключены все сотрудники","threshold":1.0,"met":false,"point":"1.4","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.4","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Профиль известен"},{"value":1,"of":2,"id":"classes_with_chats","title":"Классы, у которых есть чат учеников или родителей","base":"all","norm":{"text":"чаты всех классов перенесены на платформу","threshold":1.0,"met":false,"point":"1.2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Классы с чатами"},{"value":0,"of":null,"id":"foreign_links","title":"Сообщения со ссылкой на иностранный мессенджер","base":null,"norm":{"text":"иностранные мессенджеры не используются","threshold":null,"met":true,"point":"1.2","at_least":null,"at_most":0,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Ссылки на иностранные мессенджеры"},{"value":2,"of":16,"id":"users_active","title":"Педагоги и ученики, активные за неделю","base":"all","norm":{"text":"активны не менее 25 % педагогов и учеников","threshold":0.25,"met":false,"point":"2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Активны за неделю"}],"people":[{"id":1,"name":"Быкова Анна Сергеевна","position":"Учитель истории","role":"учитель","messages":10,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":2,"name":"Зотов Игорь Львович","position":"Заместитель директора","role":"администрация","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]},{"id":3,"name":"Орлова Вера Юрьевна","position":"Учитель химии","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]},{"id":4,"name":"Петрова Мария Петровна","position":"Учитель математики","role":"учитель","messages":9,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":9,"needed":10}],"any":false,"by_day":[]},{"id":5,"name":"Сомова Алла Юрьевна","position":"Учитель музыки","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]},{"id":6,"name":"Титов Олег Иванович","position":"Учитель труда","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]},{"id":7,"name":"Уткин Павел Ильич","position":"Учитель физики","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":true,"reachable":null,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]},{"id":8,"name":"Юдина Ольга Олеговна","position":"Секретарь","role":"прочий персонал","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":false,"reachable":null,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]}],"days":[{"day":"2026-11-09","messages":0,"staff":0},{"day":"2026-11-10","messages":0,"staff":0},{"day":"2026-11-11","messages":19,"staff":2},{"day":"2026-11-12","messages":0,"staff":0},{"day":"2026-11-13","messages":0,"staff":0},{"day":"2026-11-14","messages":0,"staff":0},{"day":"2026-11-15","messages":0,"staff":0}],"chats":[{"id":1,"title":"Педсовет","kind":"staff","messages":19,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"","links":0},{"id":2,"title":"5А ученики","kind":"pupils","messages":0,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"5А","links":0},{"id":3,"title":"Методический совет","kind":"staff","messages":0,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"","links":0}],"blanks":[],"organisations":[],"resting":false,"source":{"kind":"приказ","title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","called":"","number":"","issued":null,"issuer":"Департамент образования администрации города Перми","basis":"text"},"plan":[],"statistics":[]},"trends":[{"figure":"staff_messages_10","points":[]},{"figure":"staff_registered","points":[]},{"figure":"classes_with_chats","points":[]},{"figure":"foreign_links","points":[]},{"figure":"users_active","points":[]}],"main":"staff_messages_10","final":true,"again":[],"then":null}',1794801600,1795374000,'sent',1,NULL,NULL,255556435,1794801600,1794801600,'');
INSERT INTO "notices" VALUES(2,'school-12','digest','2026-W46 final',102,'{"report":{"unit":"school-12","unit_name":"МАОУ «СОШ № 12»","unit_kind":"school","order":"perm","order_title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","rule":"Учтены новые сообщения людей в чатах организации, где есть бот; служебные сообщения, правки и сообщения сообществ не учтены. Звонок засчитан тому, кто его начал, если звонок состоялся.","window":{"week":"2026-W46","start":"2026-11-09T00:00:00+05:00","end":"2026-11-16T00:00:00+05:00","as_of":"2026-11-16T00:00:00+05:00","closed":true},"completeness":1.0,"figures":[{"value":1,"of":8,"id":"staff_messages_10","title":"Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю","base":"present","norm":{"text":"каждый сотрудник пишет не менее 10 сообщений в неделю","threshold":1.0,"met":false,"point":"1.5","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":10,"counts":"messages","personal":true,"incomplete":false,"point":"1.5","window":"week","first":null,"last":null,"demand":{"messages":10,"calls":null,"days":null,"messages_a_day":null,"call_minutes":null,"any":false,"scaled":false,"chats":[],"own_class":false},"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"От 10 сообщений"},{"value":7,"of":8,"id":"staff_registered","title":"Сотрудники, подключённые к платформе (профиль известен боту)","base":"all","norm":{"text":"подключены все сотрудники","threshold":1.0,"met":false,"point":"1.4","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.4","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Профиль известен"},{"value":1,"of":2,"id":"classes_with_chats","title":"Классы, у которых есть чат учеников или родителей","base":"all","norm":{"text":"чаты всех классов перенесены на платформу","threshold":1.0,"met":false,"point":"1.2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Классы с чатами"},{"value":0,"of":null,"id":"foreign_links","title":"Сообщения со ссылкой на иностранный мессенджер","base":null,"norm":{"text":"иностранные мессенджеры не используются","threshold":null,"met":true,"point":"1.2","at_least":null,"at_most":0,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Ссылки на иностранные мессенджеры"},{"value":2,"of":16,"id":"users_active","title":"Педагоги и ученики, активные за неделю","base":"all","norm":{"text":"активны не менее 25 % педагогов и учеников","threshold":0.25,"met":false,"point":"2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Активны за неделю"}],"people":[{"id":1,"name":"Быкова Анна Сергеевна","position":"Учитель истории","role":"учитель","messages":10,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":2,"name":"Зотов Игорь Львович","position":"Заместитель директора","role":"администрация","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]},{"id":3,"name":"Орлова Вера Юрьевна","position":"Учитель химии","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]},{"id":4,"name":"Петрова Мария Петровна","position":"Учитель математики","role":"учитель","messages":9,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":9,"needed":10}],"any":false,"by_day":[]},{"id":5,"name":"Сомова Алла Юрьевна","position":"Учитель музыки","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]},{"id":6,"name":"Титов Олег Иванович","position":"Учитель труда","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]},{"id":7,"name":"Уткин Павел Ильич","position":"Учитель физики","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":true,"reachable":null,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]},{"id":8,"name":"Юдина Ольга Олеговна","position":"Секретарь","role":"прочий персонал","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":false,"reachable":null,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]}],"days":[{"day":"2026-11-09","messages":0,"staff":0},{"day":"2026-11-10","messages":0,"staff":0},{"day":"2026-11-11","messages":19,"staff":2},{"day":"2026-11-12","messages":0,"staff":0},{"day":"2026-11-13","messages":0,"staff":0},{"day":"2026-11-14","messages":0,"staff":0},{"day":"2026-11-15","messages":0,"staff":0}],"chats":[{"id":1,"title":"Педсовет","kind":"staff","messages":19,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"","links":0},{"id":2,"title":"5А ученики","kind":"pupils","messages":0,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"5А","links":0},{"id":3,"title":"Методический совет","kind":"staff","messages":0,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"","links":0}],"blanks":[],"organisations":[],"resting":false,"source":{"kind":"приказ","title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","called":"","number":"","issued":null,"issuer":"Департамент образования администрации города Перми","basis":"text"},"plan":[],"statistics":[]},"trends":[{"figure":"staff_messages_10","points":[]},{"figure":"staff_registered","points":[]},{"figure":"classes_with_chats","points":[]},{"figure":"foreign_links","points":[]},{"figure":"users_active","points":[]}],"main":"staff_messages_10","final":true,"again":[],"then":null}',1794801600,1795374000,'sent',1,NULL,NULL,1531284373,1794801600,1794801600,'');
INSERT INTO "notices" VALUES(3,'perm','rollup','2026-W46 final',103,'{"report":{"unit":"perm","unit_name":"Департамент образования города Перми","unit_kind":"municipality","order":"perm","order_title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","rule":"Учтены новые сообщения людей в чатах организации, где есть бот; служебные сообщения, правки и сообщения сообществ не учтены. Звонок засчитан тому, кто его начал, если звонок состоялся.","window":{"week":"2026-W46","start":"2026-11-09T00:00:00+05:00","end":"2026-11-16T00:00:00+05:00","as_of":"2026-11-16T00:00:00+05:00","closed":true},"completeness":1.0,"figures":[{"value":1,"of":8,"id":"staff_messages_10","title":"Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю","base":"present","norm":{"text":"каждый сотрудник пишет не менее 10 сообщений в неделю","threshold":1.0,"met":false,"point":"1.5","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":10,"counts":"messages","personal":true,"incomplete":false,"point":"1.5","window":"week","first":null,"last":null,"demand":{"messages":10,"calls":null,"days":null,"messages_a_day":null,"call_minutes":null,"any":false,"scaled":false,"chats":[],"own_class":false},"other":null,"missing":null,"corrected":false,"among":{"met":0,"unmet":1,"unknown":1},"possible":0,"short":"От 10 сообщений"},{"value":7,"of":8,"id":"staff_registered","title":"Сотрудники, подключённые к платформе (профиль известен боту)","base":"all","norm":{"text":"подключены все сотрудники","threshold":1.0,"met":false,"point":"1.4","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.4","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":{"met":0,"unmet":1,"unknown":1},"possible":0,"short":"Профиль известен"},{"value":1,"of":2,"id":"classes_with_chats","title":"Классы, у которых есть чат учеников или родителей","base":"all","norm":{"text":"чаты всех классов перенесены на платформу","threshold":1.0,"met":false,"point":"1.2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":{"met":0,"unmet":1,"unknown":1},"possible":0,"short":"Классы с чатами"},{"value":0,"of":null,"id":"foreign_links","title":"Сообщения со ссылкой на иностранный мессенджер","base":null,"norm":null,"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":{"met":1,"unmet":0,"unknown":1},"possible":0,"short":"Ссылки на иностранные мессенджеры"},{"value":2,"of":16,"id":"users_active","title":"Педагоги и ученики, активные за неделю","base":"all","norm":{"text":"активны не менее 25 % педагогов и учеников","threshold":0.25,"met":false,"point":"2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":{"met":0,"unmet":1,"unknown":1},"possible":0,"short":"Активны за неделю"},{"value":1,"of":2,"id":"units_reporting","title":"Организации, по которым есть данные за неделю","base":"all","norm":{"text":"еженедельный мониторинг ведёт каждая организация","threshold":1.0,"met":false,"point":"1.6","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.6","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Организации с данными"},{"value":0,"of":1,"id":"units_quarter_active","title":"Организации, в которых активны не менее 25 % педагогов и учеников","base":"all","norm":null,"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":{"met":0,"unmet":1,"unknown":1},"possible":0,"short":"Активна четверть"}],"people":[],"days":[],"chats":[],"blanks":[],"organisations":[{"unit":"lyceum-5","name":"МАОУ «Лицей № 5»","kind":"school","state":"none","completeness":null,"figures":[{"value":null,"of":null,"id":"staff_messages_10","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":null,"of":null,"id":"staff_registered","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":null,"of":null,"id":"classes_with_chats","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":null,"of":null,"id":"foreign_links","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":null,"of":null,"id":"users_active","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":0,"of":1,"id":"units_reporting","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":null,"of":null,"id":"units_quarter_active","met":null,"incomplete":false,"among":null,"resting":false,"possible":0}],"reporting":0,"listed":1,"few":[]},{"unit":"school-12","name":"МАОУ «СОШ № 12»","kind":"school","state":"closed","completeness":1.0,"figures":[{"value":1,"of":8,"id":"staff_messages_10","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":7,"of":8,"id":"staff_registered","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":1,"of":2,"id":"classes_with_chats","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":0,"of":null,"id":"foreign_links","met":true,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":2,"of":16,"id":"users_active","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":1,"of":1,"id":"units_reporting","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":0,"of":1,"id":"units_quarter_active","met":false,"incomplete":false,"among":null,"resting":false,"possible":0}],"reporting":1,"listed":1,"few":[]}],"resting":false,"source":{"kind":"приказ","title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","called":"","number":"","issued":null,"issuer":"Департамент образования администрации города Перми","basis":"text"},"plan":[],"statistics":[]},"trends":[{"figure":"staff_messages_10","points":[]},{"figure":"staff_registered","points":[]},{"figure":"classes_with_chats","points":[]},{"figure":"foreign_links","points":[]},{"figure":"users_active","points":[]},{"figure":"units_reporting","points":[]},{"figure":"units_quarter_active","points":[]}],"main":"staff_messages_10","final":true,"again":[],"then":null}',1794801600,1795374000,'sent',1,NULL,NULL,118117470,1794801600,1794801600,'');
INSERT INTO "notices" VALUES(4,'school-12','nudge','2026-W47',102,'{"name":"Зотов Игорь Львович","unit_name":"МАОУ «СОШ № 12»","first":"2026-11-16","last":"2026-11-22","requirements":[{"counts":"messages","done":1,"needed":10}],"days_left":4,"incomplete":false,"any":false,"working":["2026-11-19","2026-11-20"]}',1795078800,1795374000,'sent',1,NULL,NULL,1633966910,1795078800,1795078800,'');
INSERT INTO "notices" VALUES(5,'school-12','nudge','2026-W47',104,'{"name":"Петрова Мария Петровна","unit_name":"МАОУ «СОШ № 12»","first":"2026-11-16","last":"2026-11-22","requirements":[{"counts":"messages","done":7,"needed":10}],"days_left":4,"incomplete":false,"any":false,"working":["2026-11-19","2026-11-20"]}',1795078800,1795374000,'sent',1,NULL,NULL,1001407871,1795078800,1795078800,'');
INSERT INTO "notices" VALUES(6,'school-12','nudge','2026-W47',105,'{"name":"Уткин Павел Ильич","unit_name":"МАОУ «СОШ № 12»","first":"2026-11-16","last":"2026-11-22","requirements":[{"counts":"messages","done":9,"needed":10}],"days_left":4,"incomplete":false,"any":false,"working":["2026-11-19","2026-11-20"]}',1795078800,1795374000,'failed',1,NULL,NULL,360743270,1795078800,1795078800,'901');
INSERT INTO "notices" VALUES(7,'school-12','reminder','2026-W47',101,'{"report":{"unit":"school-12","unit_name":"МАОУ «СОШ № 12»","unit_kind":"school","order":"perm","order_title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","rule":"Учтены новые сообщения людей в чатах организации, где есть бот; служебные сообщения, правки и сообщения сообществ не учтены. Звонок засчитан тому, кто его начал, если звонок состоялся.","window":{"week":"2026-W47","start":"2026-11-16T00:00:00+05:00","end":"2026-11-23T00:00:00+05:00","as_of":"2026-11-19T15:00:00+05:00","closed":false},"completeness":1.0,"figures":[{"value":2,"of":7,"id":"staff_messages_10","title":"Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю","base":"present","norm":{"text":"каждый сотрудник пишет не менее 10 сообщений в неделю","threshold":1.0,"met":false,"point":"1.5","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":10,"counts":"messages","personal":true,"incomplete":false,"point":"1.5","window":"week","first":null,"last":null,"demand":{"messages":10,"calls":null,"days":null,"messages_a_day":null,"call_minutes":null,"any":false,"scaled":false,"chats":[],"own_class":false},"other":{"value":2,"of":8,"base":"all"},"missing":null,"corrected":false,"among":null,"possible":0,"short":"От 10 сообщений"},{"value":7,"of":8,"id":"staff_registered","title":"Сотрудники, подключённые к платформе (профиль известен боту)","base":"all","norm":{"text":"подключены все сотрудники","threshold":1.0,"met":false,"point":"1.4","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.4","window":"week","first":null,"last":null,"demand":null,"other":{"value":6,"of":7,"base":"present"},"missing":null,"corrected":false,"among":null,"possible":0,"short":"Профиль известен"},{"value":1,"of":2,"id":"classes_with_chats","title":"Классы, у которых есть чат учеников или родителей","base":"all","norm":{"text":"чаты всех классов перенесены на платформу","threshold":1.0,"met":false,"point":"1.2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Классы с чатами"},{"value":0,"of":null,"id":"foreign_links","title":"Сообщения со ссылкой на иностранный мессенджер","base":null,"norm":{"text":"иностранные мессенджеры не используются","threshold":null,"met":true,"point":"1.2","at_least":null,"at_most":0,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Ссылки на иностранные мессенджеры"},{"value":6,"of":16,"id":"users_active","title":"Педагоги и ученики, активные за неделю","base":"all","norm":{"text":"активны не менее 25 % педагогов и учеников","threshold":0.25,"met":true,"point":"2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"2","window":"week","first":null,"last":null,"demand":null,"other":{"value":6,"of":15,"base":"present"},"missing":null,"corrected":false,"among":null,"possible":0,"short":"Активны за неделю"}],"people":[{"id":1,"name":"Быкова Анна Сергеевна","position":"Учитель истории","role":"учитель","messages":12,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":2,"name":"Зотов Игорь Львович","position":"Заместитель директора","role":"администрация","messages":1,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":1,"needed":10}],"any":false,"by_day":[]},{"id":3,"name":"Орлова Вера Юрьевна","position":"Учитель химии","role":"учитель","messages":10,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":4,"name":"Петрова Мария Петровна","position":"Учитель математики","role":"учитель","messages":7,"calls":1,"days":2,"hours":2,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":7,"needed":10}],"any":false,"by_day":[]},{"id":5,"name":"Сомова Алла Юрьевна","position":"Учитель музыки","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":true,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":0,"asked":[],"any":false,"by_day":[]},{"id":6,"name":"Титов Олег Иванович","position":"Учитель труда","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":4,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]},{"id":7,"name":"Уткин Павел Ильич","position":"Учитель физики","role":"учитель","messages":9,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":false,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":9,"needed":10}],"any":false,"by_day":[]},{"id":8,"name":"Юдина Ольга Олеговна","position":"Секретарь","role":"прочий персонал","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":false,"reachable":null,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]}],"days":[{"day":"2026-11-16","messages":12,"staff":1},{"day":"2026-11-17","messages":14,"staff":2},{"day":"2026-11-18","messages":18,"staff":3},{"day":"2026-11-19","messages":1,"staff":0}],"chats":[{"id":1,"title":"Педсовет","kind":"staff","messages":36,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"","links":0},{"id":2,"title":"5А ученики","kind":"pupils","messages":9,"calls":1,"missed":0,"present":true,"proved":true,"class_name":"5А","links":0},{"id":3,"title":"Методический совет","kind":"staff","messages":0,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"","links":0}],"blanks":[],"organisations":[],"resting":false,"source":{"kind":"приказ","title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","called":"","number":"","issued":null,"issuer":"Департамент образования администрации города Перми","basis":"text"},"plan":[],"statistics":[]},"trends":[{"figure":"staff_messages_10","points":[{"value":1,"of":8,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"staff_registered","points":[{"value":7,"of":8,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"classes_with_chats","points":[{"value":1,"of":2,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"foreign_links","points":[{"value":0,"of":null,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"users_active","points":[{"value":2,"of":16,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]}],"main":"staff_messages_10","final":false,"again":[],"then":null}',1795082400,1795374000,'sent',1,NULL,NULL,926139832,1795082400,1795082400,'');
INSERT INTO "notices" VALUES(8,'school-12','summary','2026-W47',101,'{"report":{"unit":"school-12","unit_name":"МАОУ «СОШ № 12»","unit_kind":"school","order":"perm","order_title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","rule":"Учтены новые сообщения людей в чатах организации, где есть бот; служебные сообщения, правки и сообщения сообществ не учтены. Звонок засчитан тому, кто его начал, если звонок состоялся.","window":{"week":"2026-W47","start":"2026-11-16T00:00:00+05:00","end":"2026-11-23T00:00:00+05:00","as_of":"2026-11-20T15:00:00+05:00","closed":false},"completeness":1.0,"figures":[{"value":3,"of":7,"id":"staff_messages_10","title":"Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю","base":"present","norm":{"text":"каждый сотрудник пишет не менее 10 сообщений в неделю","threshold":1.0,"met":false,"point":"1.5","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":10,"counts":"messages","personal":true,"incomplete":false,"point":"1.5","window":"week","first":null,"last":null,"demand":{"messages":10,"calls":null,"days":null,"messages_a_day":null,"call_minutes":null,"any":false,"scaled":false,"chats":[],"own_class":false},"other":{"value":3,"of":8,"base":"all"},"missing":null,"corrected":false,"among":null,"possible":0,"short":"От 10 сообщений"},{"value":7,"of":8,"id":"staff_registered","title":"Сотрудники, подключённые к платформе (профиль известен боту)","base":"all","norm":{"text":"подключены все сотрудники","threshold":1.0,"met":false,"point":"1.4","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.4","window":"week","first":null,"last":null,"demand":null,"other":{"value":6,"of":7,"base":"present"},"missing":null,"corrected":false,"among":null,"possible":0,"short":"Профиль известен"},{"value":1,"of":2,"id":"classes_with_chats","title":"Классы, у которых есть чат учеников или родителей","base":"all","norm":{"text":"чаты всех классов перенесены на платформу","threshold":1.0,"met":false,"point":"1.2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Классы с чатами"},{"value":0,"of":null,"id":"foreign_links","title":"Сообщения со ссылкой на иностранный мессенджер","base":null,"norm":{"text":"иностранные мессенджеры не используются","threshold":null,"met":true,"point":"1.2","at_least":null,"at_most":0,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Ссылки на иностранные мессенджеры"},{"value":6,"of":16,"id":"users_active","title":"Педагоги и ученики, активные за неделю","base":"all","norm":{"text":"активны не менее 25 % педагогов и учеников","threshold":0.25,"met":true,"point":"2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"2","window":"week","first":null,"last":null,"demand":null,"other":{"value":6,"of":15,"base":"present"},"missing":null,"corrected":false,"among":null,"possible":0,"short":"Активны за неделю"}],"people":[{"id":1,"name":"Быкова Анна Сергеевна","position":"Учитель истории","role":"учитель","messages":12,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":2,"name":"Зотов Игорь Львович","position":"Заместитель директора","role":"администрация","messages":1,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":1,"needed":10}],"any":false,"by_day":[]},{"id":3,"name":"Орлова Вера Юрьевна","position":"Учитель химии","role":"учитель","messages":10,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":4,"name":"Петрова Мария Петровна","position":"Учитель математики","role":"учитель","messages":10,"calls":1,"days":3,"hours":3,"absent":false,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":5,"name":"Сомова Алла Юрьевна","position":"Учитель музыки","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":true,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":0,"asked":[],"any":false,"by_day":[]},{"id":6,"name":"Титов Олег Иванович","position":"Учитель труда","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":4,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]},{"id":7,"name":"Уткин Павел Ильич","position":"Учитель физики","role":"учитель","messages":9,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":false,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":9,"needed":10}],"any":false,"by_day":[]},{"id":8,"name":"Юдина Ольга Олеговна","position":"Секретарь","role":"прочий персонал","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":false,"reachable":null,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]}],"days":[{"day":"2026-11-16","messages":12,"staff":1},{"day":"2026-11-17","messages":14,"staff":2},{"day":"2026-11-18","messages":18,"staff":3},{"day":"2026-11-19","messages":4,"staff":1},{"day":"2026-11-20","messages":0,"staff":0}],"chats":[{"id":1,"title":"Педсовет","kind":"staff","messages":39,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"","links":0},{"id":2,"title":"5А ученики","kind":"pupils","messages":9,"calls":1,"missed":0,"present":true,"proved":true,"class_name":"5А","links":0},{"id":3,"title":"Методический совет","kind":"staff","messages":0,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"","links":0}],"blanks":[],"organisations":[],"resting":false,"source":{"kind":"приказ","title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","called":"","number":"","issued":null,"issuer":"Департамент образования администрации города Перми","basis":"text"},"plan":[],"statistics":[]},"trends":[{"figure":"staff_messages_10","points":[{"value":1,"of":8,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"staff_registered","points":[{"value":7,"of":8,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"classes_with_chats","points":[{"value":1,"of":2,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"foreign_links","points":[{"value":0,"of":null,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"users_active","points":[{"value":2,"of":16,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]}],"main":"staff_messages_10","final":false,"again":[],"then":{"value":1,"of":8,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}}',1795168800,1795374000,'sent',1,NULL,NULL,597465286,1795168800,1795168800,'');
INSERT INTO "notices" VALUES(9,'school-12','digest','2026-W47',102,'{"report":{"unit":"school-12","unit_name":"МАОУ «СОШ № 12»","unit_kind":"school","order":"perm","order_title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","rule":"Учтены новые сообщения людей в чатах организации, где есть бот; служебные сообщения, правки и сообщения сообществ не учтены. Звонок засчитан тому, кто его начал, если звонок состоялся.","window":{"week":"2026-W47","start":"2026-11-16T00:00:00+05:00","end":"2026-11-23T00:00:00+05:00","as_of":"2026-11-20T15:00:00+05:00","closed":false},"completeness":1.0,"figures":[{"value":3,"of":7,"id":"staff_messages_10","title":"Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю","base":"present","norm":{"text":"каждый сотрудник пишет не менее 10 сообщений в неделю","threshold":1.0,"met":false,"point":"1.5","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":10,"counts":"messages","personal":true,"incomplete":false,"point":"1.5","window":"week","first":null,"last":null,"demand":{"messages":10,"calls":null,"days":null,"messages_a_day":null,"call_minutes":null,"any":false,"scaled":false,"chats":[],"own_class":false},"other":{"value":3,"of":8,"base":"all"},"missing":null,"corrected":false,"among":null,"possible":0,"short":"От 10 сообщений"},{"value":7,"of":8,"id":"staff_registered","title":"Сотрудники, подключённые к платформе (профиль известен боту)","base":"all","norm":{"text":"подключены все сотрудники","threshold":1.0,"met":false,"point":"1.4","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.4","window":"week","first":null,"last":null,"demand":null,"other":{"value":6,"of":7,"base":"present"},"missing":null,"corrected":false,"among":null,"possible":0,"short":"Профиль известен"},{"value":1,"of":2,"id":"classes_with_chats","title":"Классы, у которых есть чат учеников или родителей","base":"all","norm":{"text":"чаты всех классов перенесены на платформу","threshold":1.0,"met":false,"point":"1.2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Классы с чатами"},{"value":0,"of":null,"id":"foreign_links","title":"Сообщения со ссылкой на иностранный мессенджер","base":null,"norm":{"text":"иностранные мессенджеры не используются","threshold":null,"met":true,"point":"1.2","at_least":null,"at_most":0,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Ссылки на иностранные мессенджеры"},{"value":6,"of":16,"id":"users_active","title":"Педагоги и ученики, активные за неделю","base":"all","norm":{"text":"активны не менее 25 % педагогов и учеников","threshold":0.25,"met":true,"point":"2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"2","window":"week","first":null,"last":null,"demand":null,"other":{"value":6,"of":15,"base":"present"},"missing":null,"corrected":false,"among":null,"possible":0,"short":"Активны за неделю"}],"people":[{"id":1,"name":"Быкова Анна Сергеевна","position":"Учитель истории","role":"учитель","messages":12,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":2,"name":"Зотов Игорь Львович","position":"Заместитель директора","role":"администрация","messages":1,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":1,"needed":10}],"any":false,"by_day":[]},{"id":3,"name":"Орлова Вера Юрьевна","position":"Учитель химии","role":"учитель","messages":10,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":4,"name":"Петрова Мария Петровна","position":"Учитель математики","role":"учитель","messages":10,"calls":1,"days":3,"hours":3,"absent":false,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":5,"name":"Сомова Алла Юрьевна","position":"Учитель музыки","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":true,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":0,"asked":[],"any":false,"by_day":[]},{"id":6,"name":"Титов Олег Иванович","position":"Учитель труда","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":4,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]},{"id":7,"name":"Уткин Павел Ильич","position":"Учитель физики","role":"учитель","messages":9,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":false,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":9,"needed":10}],"any":false,"by_day":[]},{"id":8,"name":"Юдина Ольга Олеговна","position":"Секретарь","role":"прочий персонал","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":false,"reachable":null,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]}],"days":[{"day":"2026-11-16","messages":12,"staff":1},{"day":"2026-11-17","messages":14,"staff":2},{"day":"2026-11-18","messages":18,"staff":3},{"day":"2026-11-19","messages":4,"staff":1},{"day":"2026-11-20","messages":0,"staff":0}],"chats":[{"id":1,"title":"Педсовет","kind":"staff","messages":39,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"","links":0},{"id":2,"title":"5А ученики","kind":"pupils","messages":9,"calls":1,"missed":0,"present":true,"proved":true,"class_name":"5А","links":0},{"id":3,"title":"Методический совет","kind":"staff","messages":0,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"","links":0}],"blanks":[],"organisations":[],"resting":false,"source":{"kind":"приказ","title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","called":"","number":"","issued":null,"issuer":"Департамент образования администрации города Перми","basis":"text"},"plan":[],"statistics":[]},"trends":[{"figure":"staff_messages_10","points":[{"value":1,"of":8,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"staff_registered","points":[{"value":7,"of":8,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"classes_with_chats","points":[{"value":1,"of":2,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"foreign_links","points":[{"value":0,"of":null,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"users_active","points":[{"value":2,"of":16,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]}],"main":"staff_messages_10","final":false,"again":[],"then":{"value":1,"of":8,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}}',1795168800,1795374000,'sent',1,NULL,NULL,2082565284,1795168800,1795168800,'');
INSERT INTO "notices" VALUES(10,'school-12','summary','2026-W47 final',101,'{"report":{"unit":"school-12","unit_name":"МАОУ «СОШ № 12»","unit_kind":"school","order":"perm","order_title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","rule":"Учтены новые сообщения людей в чатах организации, где есть бот; служебные сообщения, правки и сообщения сообществ не учтены. Звонок засчитан тому, кто его начал, если звонок состоялся.","window":{"week":"2026-W47","start":"2026-11-16T00:00:00+05:00","end":"2026-11-23T00:00:00+05:00","as_of":"2026-11-23T00:00:00+05:00","closed":true},"completeness":1.0,"figures":[{"value":4,"of":7,"id":"staff_messages_10","title":"Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю","base":"present","norm":{"text":"каждый сотрудник пишет не менее 10 сообщений в неделю","threshold":1.0,"met":false,"point":"1.5","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":10,"counts":"messages","personal":true,"incomplete":false,"point":"1.5","window":"week","first":null,"last":null,"demand":{"messages":10,"calls":null,"days":null,"messages_a_day":null,"call_minutes":null,"any":false,"scaled":false,"chats":[],"own_class":false},"other":{"value":4,"of":8,"base":"all"},"missing":null,"corrected":false,"among":null,"possible":0,"short":"От 10 сообщений"},{"value":7,"of":8,"id":"staff_registered","title":"Сотрудники, подключённые к платформе (профиль известен боту)","base":"all","norm":{"text":"подключены все сотрудники","threshold":1.0,"met":false,"point":"1.4","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.4","window":"week","first":null,"last":null,"demand":null,"other":{"value":6,"of":7,"base":"present"},"missing":null,"corrected":false,"among":null,"possible":0,"short":"Профиль известен"},{"value":1,"of":2,"id":"classes_with_chats","title":"Классы, у которых есть чат учеников или родителей","base":"all","norm":{"text":"чаты всех классов перенесены на платформу","threshold":1.0,"met":false,"point":"1.2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Классы с чатами"},{"value":0,"of":null,"id":"foreign_links","title":"Сообщения со ссылкой на иностранный мессенджер","base":null,"norm":{"text":"иностранные мессенджеры не используются","threshold":null,"met":true,"point":"1.2","at_least":null,"at_most":0,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Ссылки на иностранные мессенджеры"},{"value":7,"of":16,"id":"users_active","title":"Педагоги и ученики, активные за неделю","base":"all","norm":{"text":"активны не менее 25 % педагогов и учеников","threshold":0.25,"met":true,"point":"2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"2","window":"week","first":null,"last":null,"demand":null,"other":{"value":7,"of":15,"base":"present"},"missing":null,"corrected":false,"among":null,"possible":0,"short":"Активны за неделю"}],"people":[{"id":1,"name":"Быкова Анна Сергеевна","position":"Учитель истории","role":"учитель","messages":12,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":2,"name":"Зотов Игорь Львович","position":"Заместитель директора","role":"администрация","messages":1,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":1,"needed":10}],"any":false,"by_day":[]},{"id":3,"name":"Орлова Вера Юрьевна","position":"Учитель химии","role":"учитель","messages":10,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":4,"name":"Петрова Мария Петровна","position":"Учитель математики","role":"учитель","messages":10,"calls":1,"days":3,"hours":3,"absent":false,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":5,"name":"Сомова Алла Юрьевна","position":"Учитель музыки","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":true,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":0,"asked":[],"any":false,"by_day":[]},{"id":6,"name":"Титов Олег Иванович","position":"Учитель труда","role":"учитель","messages":1,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":4,"asked":[{"counts":"messages","done":1,"needed":10}],"any":false,"by_day":[]},{"id":7,"name":"Уткин Павел Ильич","position":"Учитель физики","role":"учитель","messages":10,"calls":0,"days":2,"hours":2,"absent":false,"bound":true,"reachable":false,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":8,"name":"Юдина Ольга Олеговна","position":"Секретарь","role":"прочий персонал","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":false,"reachable":null,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]}],"days":[{"day":"2026-11-16","messages":12,"staff":1},{"day":"2026-11-17","messages":14,"staff":2},{"day":"2026-11-18","messages":18,"staff":3},{"day":"2026-11-19","messages":4,"staff":1},{"day":"2026-11-20","messages":0,"staff":0},{"day":"2026-11-21","messages":1,"staff":1},{"day":"2026-11-22","messages":1,"staff":1}],"chats":[{"id":1,"title":"Педсовет","kind":"staff","messages":41,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"","links":0},{"id":2,"title":"5А ученики","kind":"pupils","messages":9,"calls":1,"missed":0,"present":true,"proved":true,"class_name":"5А","links":0},{"id":3,"title":"Методический совет","kind":"staff","messages":0,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"","links":0}],"blanks":[],"organisations":[],"resting":false,"source":{"kind":"приказ","title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","called":"","number":"","issued":null,"issuer":"Департамент образования администрации города Перми","basis":"text"},"plan":[],"statistics":[]},"trends":[{"figure":"staff_messages_10","points":[{"value":1,"of":8,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"staff_registered","points":[{"value":7,"of":8,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"classes_with_chats","points":[{"value":1,"of":2,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"foreign_links","points":[{"value":0,"of":null,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"users_active","points":[{"value":2,"of":16,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]}],"main":"staff_messages_10","final":true,"again":[],"then":null}',1795406400,1795978800,'sent',1,NULL,NULL,1499876671,1795406400,1795406400,'');
INSERT INTO "notices" VALUES(11,'school-12','digest','2026-W47 final',102,'{"report":{"unit":"school-12","unit_name":"МАОУ «СОШ № 12»","unit_kind":"school","order":"perm","order_title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","rule":"Учтены новые сообщения людей в чатах организации, где есть бот; служебные сообщения, правки и сообщения сообществ не учтены. Звонок засчитан тому, кто его начал, если звонок состоялся.","window":{"week":"2026-W47","start":"2026-11-16T00:00:00+05:00","end":"2026-11-23T00:00:00+05:00","as_of":"2026-11-23T00:00:00+05:00","closed":true},"completeness":1.0,"figures":[{"value":4,"of":7,"id":"staff_messages_10","title":"Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю","base":"present","norm":{"text":"каждый сотрудник пишет не менее 10 сообщений в неделю","threshold":1.0,"met":false,"point":"1.5","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":10,"counts":"messages","personal":true,"incomplete":false,"point":"1.5","window":"week","first":null,"last":null,"demand":{"messages":10,"calls":null,"days":null,"messages_a_day":null,"call_minutes":null,"any":false,"scaled":false,"chats":[],"own_class":false},"other":{"value":4,"of":8,"base":"all"},"missing":null,"corrected":false,"among":null,"possible":0,"short":"От 10 сообщений"},{"value":7,"of":8,"id":"staff_registered","title":"Сотрудники, подключённые к платформе (профиль известен боту)","base":"all","norm":{"text":"подключены все сотрудники","threshold":1.0,"met":false,"point":"1.4","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.4","window":"week","first":null,"last":null,"demand":null,"other":{"value":6,"of":7,"base":"present"},"missing":null,"corrected":false,"among":null,"possible":0,"short":"Профиль известен"},{"value":1,"of":2,"id":"classes_with_chats","title":"Классы, у которых есть чат учеников или родителей","base":"all","norm":{"text":"чаты всех классов перенесены на платформу","threshold":1.0,"met":false,"point":"1.2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Классы с чатами"},{"value":0,"of":null,"id":"foreign_links","title":"Сообщения со ссылкой на иностранный мессенджер","base":null,"norm":{"text":"иностранные мессенджеры не используются","threshold":null,"met":true,"point":"1.2","at_least":null,"at_most":0,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Ссылки на иностранные мессенджеры"},{"value":7,"of":16,"id":"users_active","title":"Педагоги и ученики, активные за неделю","base":"all","norm":{"text":"активны не менее 25 % педагогов и учеников","threshold":0.25,"met":true,"point":"2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"2","window":"week","first":null,"last":null,"demand":null,"other":{"value":7,"of":15,"base":"present"},"missing":null,"corrected":false,"among":null,"possible":0,"short":"Активны за неделю"}],"people":[{"id":1,"name":"Быкова Анна Сергеевна","position":"Учитель истории","role":"учитель","messages":12,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":2,"name":"Зотов Игорь Львович","position":"Заместитель директора","role":"администрация","messages":1,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":1,"needed":10}],"any":false,"by_day":[]},{"id":3,"name":"Орлова Вера Юрьевна","position":"Учитель химии","role":"учитель","messages":10,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":4,"name":"Петрова Мария Петровна","position":"Учитель математики","role":"учитель","messages":10,"calls":1,"days":3,"hours":3,"absent":false,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":5,"name":"Сомова Алла Юрьевна","position":"Учитель музыки","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":true,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":0,"asked":[],"any":false,"by_day":[]},{"id":6,"name":"Титов Олег Иванович","position":"Учитель труда","role":"учитель","messages":1,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":4,"asked":[{"counts":"messages","done":1,"needed":10}],"any":false,"by_day":[]},{"id":7,"name":"Уткин Павел Ильич","position":"Учитель физики","role":"учитель","messages":10,"calls":0,"days":2,"hours":2,"absent":false,"bound":true,"reachable":false,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":8,"name":"Юдина Ольга Олеговна","position":"Секретарь","role":"прочий персонал","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":false,"reachable":null,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]}],"days":[{"day":"2026-11-16","messages":12,"staff":1},{"day":"2026-11-17","messages":14,"staff":2},{"day":"2026-11-18","messages":18,"staff":3},{"day":"2026-11-19","messages":4,"staff":1},{"day":"2026-11-20","messages":0,"staff":0},{"day":"2026-11-21","messages":1,"staff":1},{"day":"2026-11-22","messages":1,"staff":1}],"chats":[{"id":1,"title":"Педсовет","kind":"staff","messages":41,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"","links":0},{"id":2,"title":"5А ученики","kind":"pupils","messages":9,"calls":1,"missed":0,"present":true,"proved":true,"class_name":"5А","links":0},{"id":3,"title":"Методический совет","kind":"staff","messages":0,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"","links":0}],"blanks":[],"organisations":[],"resting":false,"source":{"kind":"приказ","title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","called":"","number":"","issued":null,"issuer":"Департамент образования администрации города Перми","basis":"text"},"plan":[],"statistics":[]},"trends":[{"figure":"staff_messages_10","points":[{"value":1,"of":8,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"staff_registered","points":[{"value":7,"of":8,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"classes_with_chats","points":[{"value":1,"of":2,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"foreign_links","points":[{"value":0,"of":null,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"users_active","points":[{"value":2,"of":16,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]}],"main":"staff_messages_10","final":true,"again":[],"then":null}',1795406400,1795978800,'sent',1,NULL,NULL,894898203,1795406400,1795406400,'');
INSERT INTO "notices" VALUES(12,'perm','rollup','2026-W47 final',103,'{"report":{"unit":"perm","unit_name":"Департамент образования города Перми","unit_kind":"municipality","order":"perm","order_title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","rule":"Учтены новые сообщения людей в чатах организации, где есть бот; служебные сообщения, правки и сообщения сообществ не учтены. Звонок засчитан тому, кто его начал, если звонок состоялся.","window":{"week":"2026-W47","start":"2026-11-16T00:00:00+05:00","end":"2026-11-23T00:00:00+05:00","as_of":"2026-11-23T00:00:00+05:00","closed":true},"completeness":1.0,"figures":[{"value":4,"of":7,"id":"staff_messages_10","title":"Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю","base":"present","norm":{"text":"каждый сотрудник пишет не менее 10 сообщений в неделю","threshold":1.0,"met":false,"point":"1.5","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":10,"counts":"messages","personal":true,"incomplete":false,"point":"1.5","window":"week","first":null,"last":null,"demand":{"messages":10,"calls":null,"days":null,"messages_a_day":null,"call_minutes":null,"any":false,"scaled":false,"chats":[],"own_class":false},"other":null,"missing":null,"corrected":false,"among":{"met":0,"unmet":1,"unknown":1},"possible":0,"short":"От 10 сообщений"},{"value":7,"of":8,"id":"staff_registered","title":"Сотрудники, подключённые к платформе (профиль известен боту)","base":"all","norm":{"text":"подключены все сотрудники","threshold":1.0,"met":false,"point":"1.4","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.4","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":{"met":0,"unmet":1,"unknown":1},"possible":0,"short":"Профиль известен"},{"value":1,"of":2,"id":"classes_with_chats","title":"Классы, у которых есть чат учеников или родителей","base":"all","norm":{"text":"чаты всех классов перенесены на платформу","threshold":1.0,"met":false,"point":"1.2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":{"met":0,"unmet":1,"unknown":1},"possible":0,"short":"Классы с чатами"},{"value":0,"of":null,"id":"foreign_links","title":"Сообщения со ссылкой на иностранный мессенджер","base":null,"norm":null,"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":{"met":1,"unmet":0,"unknown":1},"possible":0,"short":"Ссылки на иностранные мессенджеры"},{"value":7,"of":16,"id":"users_active","title":"Педагоги и ученики, активные за неделю","base":"all","norm":{"text":"активны не менее 25 % педагогов и учеников","threshold":0.25,"met":true,"point":"2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":{"met":1,"unmet":0,"unknown":1},"possible":0,"short":"Активны за неделю"},{"value":1,"of":2,"id":"units_reporting","title":"Организации, по которым есть данные за неделю","base":"all","norm":{"text":"еженедельный мониторинг ведёт каждая организация","threshold":1.0,"met":false,"point":"1.6","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.6","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Организации с данными"},{"value":1,"of":1,"id":"units_quarter_active","title":"Организации, в которых активны не менее 25 % педагогов и учеников","base":"all","norm":null,"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":{"met":1,"unmet":0,"unknown":1},"possible":0,"short":"Активна четверть"}],"people":[],"days":[],"chats":[],"blanks":[],"organisations":[{"unit":"lyceum-5","name":"МАОУ «Лицей № 5»","kind":"school","state":"none","completeness":null,"figures":[{"value":null,"of":null,"id":"staff_messages_10","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":null,"of":null,"id":"staff_registered","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":null,"of":null,"id":"classes_with_chats","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":null,"of":null,"id":"foreign_links","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":null,"of":null,"id":"users_active","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":0,"of":1,"id":"units_reporting","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":null,"of":null,"id":"units_quarter_active","met":null,"incomplete":false,"among":null,"resting":false,"possible":0}],"reporting":0,"listed":1,"few":[]},{"unit":"school-12","name":"МАОУ «СОШ № 12»","kind":"school","state":"closed","completeness":1.0,"figures":[{"value":4,"of":7,"id":"staff_messages_10","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":7,"of":8,"id":"staff_registered","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":1,"of":2,"id":"classes_with_chats","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":0,"of":null,"id":"foreign_links","met":true,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":7,"of":16,"id":"users_active","met":true,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":1,"of":1,"id":"units_reporting","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":1,"of":1,"id":"units_quarter_active","met":true,"incomplete":false,"among":null,"resting":false,"possible":0}],"reporting":1,"listed":1,"few":[]}],"resting":false,"source":{"kind":"приказ","title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","called":"","number":"","issued":null,"issuer":"Департамент образования администрации города Перми","basis":"text"},"plan":[],"statistics":[]},"trends":[{"figure":"staff_messages_10","points":[{"value":1,"of":8,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"staff_registered","points":[{"value":7,"of":8,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"classes_with_chats","points":[{"value":1,"of":2,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"foreign_links","points":[{"value":0,"of":null,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"users_active","points":[{"value":2,"of":16,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"units_reporting","points":[{"value":1,"of":2,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]},{"figure":"units_quarter_active","points":[{"value":0,"of":1,"week":"2026-W46","first":"2026-11-09","last":"2026-11-15"}]}],"main":"staff_messages_10","final":true,"again":[],"then":null}',1795406400,1795978800,'sent',1,NULL,NULL,1426388683,1795406400,1795406400,'');
CREATE TABLE offices (
	unit TEXT NOT NULL, 
	account INTEGER NOT NULL, 
	office TEXT NOT NULL, source TEXT DEFAULT 'config' NOT NULL, 
	CONSTRAINT pk_offices PRIMARY KEY (unit, account, office), 
	CONSTRAINT fk_offices_unit FOREIGN KEY(unit) REFERENCES units (id)
);
INSERT INTO "offices" VALUES('lyceum-5',107,'administrator','config');
INSERT INTO "offices" VALUES('perm',103,'coordinator','config');
INSERT INTO "offices" VALUES('school-12',101,'administrator','config');
INSERT INTO "offices" VALUES('school-12',102,'deputy','config');
CREATE TABLE official (
	unit TEXT NOT NULL, 
	week TEXT NOT NULL, 
	figure TEXT NOT NULL, 
	value INTEGER, 
	"of" INTEGER, 
	made_at INTEGER NOT NULL, 
	CONSTRAINT pk_official PRIMARY KEY (unit, week, figure), 
	CONSTRAINT fk_official_unit FOREIGN KEY(unit) REFERENCES units (id)
);
CREATE TABLE official_columns (
	unit TEXT NOT NULL, 
	header TEXT NOT NULL, 
	figure TEXT NOT NULL, 
	CONSTRAINT pk_official_columns PRIMARY KEY (unit, header), 
	CONSTRAINT fk_official_columns_unit FOREIGN KEY(unit) REFERENCES units (id)
);
CREATE TABLE persons (
	id INTEGER NOT NULL, 
	unit TEXT NOT NULL, 
	full_name TEXT NOT NULL, 
	position TEXT NOT NULL, 
	role TEXT NOT NULL, 
	classes TEXT NOT NULL, 
	added_at INTEGER NOT NULL, 
	dismissed_at INTEGER, until DATE, 
	CONSTRAINT pk_persons PRIMARY KEY (id), 
	CONSTRAINT fk_persons_unit FOREIGN KEY(unit) REFERENCES units (id)
);
INSERT INTO "persons" VALUES(1,'school-12','Быкова Анна Сергеевна','Учитель истории','учитель','[]',1794196800,NULL,NULL);
INSERT INTO "persons" VALUES(2,'school-12','Зотов Игорь Львович','Заместитель директора','администрация','[]',1794196800,NULL,NULL);
INSERT INTO "persons" VALUES(3,'school-12','Орлова Вера Юрьевна','Учитель химии','учитель','[]',1794196800,NULL,NULL);
INSERT INTO "persons" VALUES(4,'school-12','Петрова Мария Петровна','Учитель математики','учитель','["5А"]',1794196800,NULL,NULL);
INSERT INTO "persons" VALUES(5,'school-12','Сомова Алла Юрьевна','Учитель музыки','учитель','[]',1794196800,NULL,NULL);
INSERT INTO "persons" VALUES(6,'school-12','Титов Олег Иванович','Учитель труда','учитель','[]',1794196800,NULL,NULL);
INSERT INTO "persons" VALUES(7,'school-12','Уткин Павел Ильич','Учитель физики','учитель','[]',1794196800,NULL,NULL);
INSERT INTO "persons" VALUES(8,'school-12','Юдина Ольга Олеговна','Секретарь','прочий персонал','[]',1794196800,NULL,NULL);
CREATE TABLE quarantine (
	id INTEGER NOT NULL, 
	received_at INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	shape TEXT NOT NULL, place TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_quarantine PRIMARY KEY (id)
);
CREATE TABLE remarks (
	id INTEGER NOT NULL, 
	unit TEXT NOT NULL, 
	week TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	author INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	made_at INTEGER NOT NULL, 
	CONSTRAINT pk_remarks PRIMARY KEY (id), 
	CONSTRAINT fk_remarks_unit FOREIGN KEY(unit) REFERENCES units (id)
);
CREATE TABLE secrets (
	name TEXT NOT NULL, 
	value BLOB NOT NULL, 
	CONSTRAINT pk_secrets PRIMARY KEY (name)
);
INSERT INTO "secrets" VALUES('codes',X'97604138CE0F6FCE4C01378322815F6C1A71AF449D0847E3EC9932CFC6C1668F');
INSERT INTO "secrets" VALUES('marks',X'6AF3FD3BD76B801D0F5CE8A1E32ED7BB');
CREATE TABLE snapshots (
	unit TEXT NOT NULL, 
	week TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	author TEXT NOT NULL, 
	made_at INTEGER NOT NULL, 
	report TEXT NOT NULL, 
	CONSTRAINT pk_snapshots PRIMARY KEY (unit, week, version), 
	CONSTRAINT fk_snapshots_unit FOREIGN KEY(unit) REFERENCES units (id)
);
INSERT INTO "snapshots" VALUES('school-12','2026-W46',1,'close',1794801600,'{"unit":"school-12","unit_name":"МАОУ «СОШ № 12»","unit_kind":"school","order":"perm","order_title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","rule":"Учтены новые сообщения людей в чатах организации, где есть бот; служебные сообщения, правки и сообщения сообществ не учтены. Звонок засчитан тому, кто его начал, если звонок состоялся.","window":{"week":"2026-W46","start":"2026-11-09T00:00:00+05:00","end":"2026-11-16T00:00:00+05:00","as_of":"2026-11-16T00:00:00+05:00","closed":true},"completeness":1.0,"figures":[{"value":1,"of":8,"id":"staff_messages_10","title":"Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю","base":"present","norm":{"text":"каждый сотрудник пишет не менее 10 сообщений в неделю","threshold":1.0,"met":false,"point":"1.5","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":10,"counts":"messages","personal":true,"incomplete":false,"point":"1.5","window":"week","first":null,"last":null,"demand":{"messages":10,"calls":null,"days":null,"messages_a_day":null,"call_minutes":null,"any":false,"scaled":false,"chats":[],"own_class":false},"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"От 10 сообщений"},{"value":7,"of":8,"id":"staff_registered","title":"Сотрудники, подключённые к платформе (профиль известен боту)","base":"all","norm":{"text":"подключены все сотрудники","threshold":1.0,"met":false,"point":"1.4","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.4","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Профиль известен"},{"value":1,"of":2,"id":"classes_with_chats","title":"Классы, у которых есть чат учеников или родителей","base":"all","norm":{"text":"чаты всех классов перенесены на платформу","threshold":1.0,"met":false,"point":"1.2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Классы с чатами"},{"value":0,"of":null,"id":"foreign_links","title":"Сообщения со ссылкой на иностранный мессенджер","base":null,"norm":{"text":"иностранные мессенджеры не используются","threshold":null,"met":true,"point":"1.2","at_least":null,"at_most":0,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Ссылки на иностранные мессенджеры"},{"value":2,"of":16,"id":"users_active","title":"Педагоги и ученики, активные за неделю","base":"all","norm":{"text":"активны не менее 25 % педагогов и учеников","threshold":0.25,"met":false,"point":"2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Активны за неделю"}],"people":[{"id":1,"name":"Быкова Анна Сергеевна","position":"Учитель истории","role":"учитель","messages":10,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":2,"name":"Зотов Игорь Львович","position":"Заместитель директора","role":"администрация","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]},{"id":3,"name":"Орлова Вера Юрьевна","position":"Учитель химии","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]},{"id":4,"name":"Петрова Мария Петровна","position":"Учитель математики","role":"учитель","messages":9,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":9,"needed":10}],"any":false,"by_day":[]},{"id":5,"name":"Сомова Алла Юрьевна","position":"Учитель музыки","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]},{"id":6,"name":"Титов Олег Иванович","position":"Учитель труда","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]},{"id":7,"name":"Уткин Павел Ильич","position":"Учитель физики","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":true,"reachable":null,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]},{"id":8,"name":"Юдина Ольга Олеговна","position":"Секретарь","role":"прочий персонал","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":false,"reachable":null,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]}],"days":[{"day":"2026-11-09","messages":0,"staff":0},{"day":"2026-11-10","messages":0,"staff":0},{"day":"2026-11-11","messages":19,"staff":2},{"day":"2026-11-12","messages":0,"staff":0},{"day":"2026-11-13","messages":0,"staff":0},{"day":"2026-11-14","messages":0,"staff":0},{"day":"2026-11-15","messages":0,"staff":0}],"chats":[{"id":1,"title":"Педсовет","kind":"staff","messages":19,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"","links":0},{"id":2,"title":"5А ученики","kind":"pupils","messages":0,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"5А","links":0},{"id":3,"title":"Методический совет","kind":"staff","messages":0,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"","links":0}],"blanks":[],"organisations":[],"resting":false,"source":{"kind":"приказ","title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","called":"","number":"","issued":null,"issuer":"Департамент образования администрации города Перми","basis":"text"},"plan":[],"statistics":[]}');
INSERT INTO "snapshots" VALUES('perm','2026-W46',1,'close',1794801600,'{"unit":"perm","unit_name":"Департамент образования города Перми","unit_kind":"municipality","order":"perm","order_title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","rule":"Учтены новые сообщения людей в чатах организации, где есть бот; служебные сообщения, правки и сообщения сообществ не учтены. Звонок засчитан тому, кто его начал, если звонок состоялся.","window":{"week":"2026-W46","start":"2026-11-09T00:00:00+05:00","end":"2026-11-16T00:00:00+05:00","as_of":"2026-11-16T00:00:00+05:00","closed":true},"completeness":1.0,"figures":[{"value":1,"of":8,"id":"staff_messages_10","title":"Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю","base":"present","norm":{"text":"каждый сотрудник пишет не менее 10 сообщений в неделю","threshold":1.0,"met":false,"point":"1.5","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":10,"counts":"messages","personal":true,"incomplete":false,"point":"1.5","window":"week","first":null,"last":null,"demand":{"messages":10,"calls":null,"days":null,"messages_a_day":null,"call_minutes":null,"any":false,"scaled":false,"chats":[],"own_class":false},"other":null,"missing":null,"corrected":false,"among":{"met":0,"unmet":1,"unknown":1},"possible":0,"short":"От 10 сообщений"},{"value":7,"of":8,"id":"staff_registered","title":"Сотрудники, подключённые к платформе (профиль известен боту)","base":"all","norm":{"text":"подключены все сотрудники","threshold":1.0,"met":false,"point":"1.4","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.4","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":{"met":0,"unmet":1,"unknown":1},"possible":0,"short":"Профиль известен"},{"value":1,"of":2,"id":"classes_with_chats","title":"Классы, у которых есть чат учеников или родителей","base":"all","norm":{"text":"чаты всех классов перенесены на платформу","threshold":1.0,"met":false,"point":"1.2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":{"met":0,"unmet":1,"unknown":1},"possible":0,"short":"Классы с чатами"},{"value":0,"of":null,"id":"foreign_links","title":"Сообщения со ссылкой на иностранный мессенджер","base":null,"norm":null,"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":{"met":1,"unmet":0,"unknown":1},"possible":0,"short":"Ссылки на иностранные мессенджеры"},{"value":2,"of":16,"id":"users_active","title":"Педагоги и ученики, активные за неделю","base":"all","norm":{"text":"активны не менее 25 % педагогов и учеников","threshold":0.25,"met":false,"point":"2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":{"met":0,"unmet":1,"unknown":1},"possible":0,"short":"Активны за неделю"},{"value":1,"of":2,"id":"units_reporting","title":"Организации, по которым есть данные за неделю","base":"all","norm":{"text":"еженедельный мониторинг ведёт каждая организация","threshold":1.0,"met":false,"point":"1.6","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.6","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Организации с данными"},{"value":0,"of":1,"id":"units_quarter_active","title":"Организации, в которых активны не менее 25 % педагогов и учеников","base":"all","norm":null,"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":{"met":0,"unmet":1,"unknown":1},"possible":0,"short":"Активна четверть"}],"people":[],"days":[],"chats":[],"blanks":[],"organisations":[{"unit":"lyceum-5","name":"МАОУ «Лицей № 5»","kind":"school","state":"none","completeness":null,"figures":[{"value":null,"of":null,"id":"staff_messages_10","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":null,"of":null,"id":"staff_registered","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":null,"of":null,"id":"classes_with_chats","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":null,"of":null,"id":"foreign_links","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":null,"of":null,"id":"users_active","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":0,"of":1,"id":"units_reporting","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":null,"of":null,"id":"units_quarter_active","met":null,"incomplete":false,"among":null,"resting":false,"possible":0}],"reporting":0,"listed":1,"few":[]},{"unit":"school-12","name":"МАОУ «СОШ № 12»","kind":"school","state":"closed","completeness":1.0,"figures":[{"value":1,"of":8,"id":"staff_messages_10","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":7,"of":8,"id":"staff_registered","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":1,"of":2,"id":"classes_with_chats","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":0,"of":null,"id":"foreign_links","met":true,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":2,"of":16,"id":"users_active","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":1,"of":1,"id":"units_reporting","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":0,"of":1,"id":"units_quarter_active","met":false,"incomplete":false,"among":null,"resting":false,"possible":0}],"reporting":1,"listed":1,"few":[]}],"resting":false,"source":{"kind":"приказ","title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","called":"","number":"","issued":null,"issuer":"Департамент образования администрации города Перми","basis":"text"},"plan":[],"statistics":[]}');
INSERT INTO "snapshots" VALUES('school-12','2026-W47',1,'close',1795406400,'{"unit":"school-12","unit_name":"МАОУ «СОШ № 12»","unit_kind":"school","order":"perm","order_title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","rule":"Учтены новые сообщения людей в чатах организации, где есть бот; служебные сообщения, правки и сообщения сообществ не учтены. Звонок засчитан тому, кто его начал, если звонок состоялся.","window":{"week":"2026-W47","start":"2026-11-16T00:00:00+05:00","end":"2026-11-23T00:00:00+05:00","as_of":"2026-11-23T00:00:00+05:00","closed":true},"completeness":1.0,"figures":[{"value":4,"of":7,"id":"staff_messages_10","title":"Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю","base":"present","norm":{"text":"каждый сотрудник пишет не менее 10 сообщений в неделю","threshold":1.0,"met":false,"point":"1.5","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":10,"counts":"messages","personal":true,"incomplete":false,"point":"1.5","window":"week","first":null,"last":null,"demand":{"messages":10,"calls":null,"days":null,"messages_a_day":null,"call_minutes":null,"any":false,"scaled":false,"chats":[],"own_class":false},"other":{"value":4,"of":8,"base":"all"},"missing":null,"corrected":false,"among":null,"possible":0,"short":"От 10 сообщений"},{"value":7,"of":8,"id":"staff_registered","title":"Сотрудники, подключённые к платформе (профиль известен боту)","base":"all","norm":{"text":"подключены все сотрудники","threshold":1.0,"met":false,"point":"1.4","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.4","window":"week","first":null,"last":null,"demand":null,"other":{"value":6,"of":7,"base":"present"},"missing":null,"corrected":false,"among":null,"possible":0,"short":"Профиль известен"},{"value":1,"of":2,"id":"classes_with_chats","title":"Классы, у которых есть чат учеников или родителей","base":"all","norm":{"text":"чаты всех классов перенесены на платформу","threshold":1.0,"met":false,"point":"1.2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Классы с чатами"},{"value":0,"of":null,"id":"foreign_links","title":"Сообщения со ссылкой на иностранный мессенджер","base":null,"norm":{"text":"иностранные мессенджеры не используются","threshold":null,"met":true,"point":"1.2","at_least":null,"at_most":0,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Ссылки на иностранные мессенджеры"},{"value":7,"of":16,"id":"users_active","title":"Педагоги и ученики, активные за неделю","base":"all","norm":{"text":"активны не менее 25 % педагогов и учеников","threshold":0.25,"met":true,"point":"2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"2","window":"week","first":null,"last":null,"demand":null,"other":{"value":7,"of":15,"base":"present"},"missing":null,"corrected":false,"among":null,"possible":0,"short":"Активны за неделю"}],"people":[{"id":1,"name":"Быкова Анна Сергеевна","position":"Учитель истории","role":"учитель","messages":12,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":2,"name":"Зотов Игорь Львович","position":"Заместитель директора","role":"администрация","messages":1,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":1,"needed":10}],"any":false,"by_day":[]},{"id":3,"name":"Орлова Вера Юрьевна","position":"Учитель химии","role":"учитель","messages":10,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":4,"name":"Петрова Мария Петровна","position":"Учитель математики","role":"учитель","messages":10,"calls":1,"days":3,"hours":3,"absent":false,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":5,"name":"Сомова Алла Юрьевна","position":"Учитель музыки","role":"учитель","messages":0,"calls":0,"days":0,"hours":0,"absent":true,"bound":true,"reachable":true,"short":false,"corrected":false,"worked":0,"asked":[],"any":false,"by_day":[]},{"id":6,"name":"Титов Олег Иванович","position":"Учитель труда","role":"учитель","messages":1,"calls":0,"days":1,"hours":1,"absent":false,"bound":true,"reachable":true,"short":true,"corrected":false,"worked":4,"asked":[{"counts":"messages","done":1,"needed":10}],"any":false,"by_day":[]},{"id":7,"name":"Уткин Павел Ильич","position":"Учитель физики","role":"учитель","messages":10,"calls":0,"days":2,"hours":2,"absent":false,"bound":true,"reachable":false,"short":false,"corrected":false,"worked":5,"asked":[],"any":false,"by_day":[]},{"id":8,"name":"Юдина Ольга Олеговна","position":"Секретарь","role":"прочий персонал","messages":0,"calls":0,"days":0,"hours":0,"absent":false,"bound":false,"reachable":null,"short":true,"corrected":false,"worked":5,"asked":[{"counts":"messages","done":0,"needed":10}],"any":false,"by_day":[]}],"days":[{"day":"2026-11-16","messages":12,"staff":1},{"day":"2026-11-17","messages":14,"staff":2},{"day":"2026-11-18","messages":18,"staff":3},{"day":"2026-11-19","messages":4,"staff":1},{"day":"2026-11-20","messages":0,"staff":0},{"day":"2026-11-21","messages":1,"staff":1},{"day":"2026-11-22","messages":1,"staff":1}],"chats":[{"id":1,"title":"Педсовет","kind":"staff","messages":41,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"","links":0},{"id":2,"title":"5А ученики","kind":"pupils","messages":9,"calls":1,"missed":0,"present":true,"proved":true,"class_name":"5А","links":0},{"id":3,"title":"Методический совет","kind":"staff","messages":0,"calls":0,"missed":0,"present":true,"proved":true,"class_name":"","links":0}],"blanks":[],"organisations":[],"resting":false,"source":{"kind":"приказ","title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","called":"","number":"","issued":null,"issuer":"Департамент образования администрации города Перми","basis":"text"},"plan":[],"statistics":[]}');
INSERT INTO "snapshots" VALUES('perm','2026-W47',1,'close',1795406400,'{"unit":"perm","unit_name":"Департамент образования города Перми","unit_kind":"municipality","order":"perm","order_title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","rule":"Учтены новые сообщения людей в чатах организации, где есть бот; служебные сообщения, правки и сообщения сообществ не учтены. Звонок засчитан тому, кто его начал, если звонок состоялся.","window":{"week":"2026-W47","start":"2026-11-16T00:00:00+05:00","end":"2026-11-23T00:00:00+05:00","as_of":"2026-11-23T00:00:00+05:00","closed":true},"completeness":1.0,"figures":[{"value":4,"of":7,"id":"staff_messages_10","title":"Сотрудники, написавшие в групповых чатах минимум 10 сообщений за неделю","base":"present","norm":{"text":"каждый сотрудник пишет не менее 10 сообщений в неделю","threshold":1.0,"met":false,"point":"1.5","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":10,"counts":"messages","personal":true,"incomplete":false,"point":"1.5","window":"week","first":null,"last":null,"demand":{"messages":10,"calls":null,"days":null,"messages_a_day":null,"call_minutes":null,"any":false,"scaled":false,"chats":[],"own_class":false},"other":null,"missing":null,"corrected":false,"among":{"met":0,"unmet":1,"unknown":1},"possible":0,"short":"От 10 сообщений"},{"value":7,"of":8,"id":"staff_registered","title":"Сотрудники, подключённые к платформе (профиль известен боту)","base":"all","norm":{"text":"подключены все сотрудники","threshold":1.0,"met":false,"point":"1.4","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.4","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":{"met":0,"unmet":1,"unknown":1},"possible":0,"short":"Профиль известен"},{"value":1,"of":2,"id":"classes_with_chats","title":"Классы, у которых есть чат учеников или родителей","base":"all","norm":{"text":"чаты всех классов перенесены на платформу","threshold":1.0,"met":false,"point":"1.2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":{"met":0,"unmet":1,"unknown":1},"possible":0,"short":"Классы с чатами"},{"value":0,"of":null,"id":"foreign_links","title":"Сообщения со ссылкой на иностранный мессенджер","base":null,"norm":null,"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":{"met":1,"unmet":0,"unknown":1},"possible":0,"short":"Ссылки на иностранные мессенджеры"},{"value":7,"of":16,"id":"users_active","title":"Педагоги и ученики, активные за неделю","base":"all","norm":{"text":"активны не менее 25 % педагогов и учеников","threshold":0.25,"met":true,"point":"2","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":{"met":1,"unmet":0,"unknown":1},"possible":0,"short":"Активны за неделю"},{"value":1,"of":2,"id":"units_reporting","title":"Организации, по которым есть данные за неделю","base":"all","norm":{"text":"еженедельный мониторинг ведёт каждая организация","threshold":1.0,"met":false,"point":"1.6","at_least":null,"at_most":null,"growth":null,"growth_points":null,"before":null,"deadline":null,"ordered":null},"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"1.6","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":null,"possible":0,"short":"Организации с данными"},{"value":1,"of":1,"id":"units_quarter_active","title":"Организации, в которых активны не менее 25 % педагогов и учеников","base":"all","norm":null,"minimum":null,"counts":"other","personal":false,"incomplete":false,"point":"2","window":"week","first":null,"last":null,"demand":null,"other":null,"missing":null,"corrected":false,"among":{"met":1,"unmet":0,"unknown":1},"possible":0,"short":"Активна четверть"}],"people":[],"days":[],"chats":[],"blanks":[],"organisations":[{"unit":"lyceum-5","name":"МАОУ «Лицей № 5»","kind":"school","state":"none","completeness":null,"figures":[{"value":null,"of":null,"id":"staff_messages_10","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":null,"of":null,"id":"staff_registered","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":null,"of":null,"id":"classes_with_chats","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":null,"of":null,"id":"foreign_links","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":null,"of":null,"id":"users_active","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":0,"of":1,"id":"units_reporting","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":null,"of":null,"id":"units_quarter_active","met":null,"incomplete":false,"among":null,"resting":false,"possible":0}],"reporting":0,"listed":1,"few":[]},{"unit":"school-12","name":"МАОУ «СОШ № 12»","kind":"school","state":"closed","completeness":1.0,"figures":[{"value":4,"of":7,"id":"staff_messages_10","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":7,"of":8,"id":"staff_registered","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":1,"of":2,"id":"classes_with_chats","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":0,"of":null,"id":"foreign_links","met":true,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":7,"of":16,"id":"users_active","met":true,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":1,"of":1,"id":"units_reporting","met":null,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":1,"of":1,"id":"units_quarter_active","met":true,"incomplete":false,"among":null,"resting":false,"possible":0}],"reporting":1,"listed":1,"few":[]}],"resting":false,"source":{"kind":"приказ","title":"О повышении активности пользователей информационно-коммуникационной образовательной платформы «Сферум»","called":"","number":"","issued":null,"issuer":"Департамент образования администрации города Перми","basis":"text"},"plan":[],"statistics":[]}');
CREATE TABLE standings (
	unit TEXT NOT NULL, 
	week TEXT NOT NULL, 
	as_of INTEGER NOT NULL, 
	closed BOOLEAN NOT NULL, 
	completeness FLOAT, 
	figures TEXT NOT NULL, 
	CONSTRAINT pk_standings PRIMARY KEY (unit, week), 
	CONSTRAINT fk_standings_unit FOREIGN KEY(unit) REFERENCES units (id)
);
INSERT INTO "standings" VALUES('school-12','2026-W46',1794769200,1,1.0,'[{"value":1,"of":8,"id":"staff_messages_10","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":7,"of":8,"id":"staff_registered","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":1,"of":2,"id":"classes_with_chats","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":0,"of":null,"id":"foreign_links","met":true,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":2,"of":16,"id":"users_active","met":false,"incomplete":false,"among":null,"resting":false,"possible":0}]');
INSERT INTO "standings" VALUES('perm','2026-W46',1794769200,1,1.0,'[{"value":1,"of":8,"id":"staff_messages_10","met":false,"incomplete":false,"among":{"met":0,"unmet":1,"unknown":1},"resting":false,"possible":0},{"value":7,"of":8,"id":"staff_registered","met":false,"incomplete":false,"among":{"met":0,"unmet":1,"unknown":1},"resting":false,"possible":0},{"value":1,"of":2,"id":"classes_with_chats","met":false,"incomplete":false,"among":{"met":0,"unmet":1,"unknown":1},"resting":false,"possible":0},{"value":0,"of":null,"id":"foreign_links","met":null,"incomplete":false,"among":{"met":1,"unmet":0,"unknown":1},"resting":false,"possible":0},{"value":2,"of":16,"id":"users_active","met":false,"incomplete":false,"among":{"met":0,"unmet":1,"unknown":1},"resting":false,"possible":0},{"value":1,"of":2,"id":"units_reporting","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":0,"of":1,"id":"units_quarter_active","met":null,"incomplete":false,"among":{"met":0,"unmet":1,"unknown":1},"resting":false,"possible":0}]');
INSERT INTO "standings" VALUES('school-12','2026-W47',1795374000,1,1.0,'[{"value":4,"of":7,"id":"staff_messages_10","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":7,"of":8,"id":"staff_registered","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":1,"of":2,"id":"classes_with_chats","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":0,"of":null,"id":"foreign_links","met":true,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":7,"of":16,"id":"users_active","met":true,"incomplete":false,"among":null,"resting":false,"possible":0}]');
INSERT INTO "standings" VALUES('perm','2026-W47',1795374000,1,1.0,'[{"value":4,"of":7,"id":"staff_messages_10","met":false,"incomplete":false,"among":{"met":0,"unmet":1,"unknown":1},"resting":false,"possible":0},{"value":7,"of":8,"id":"staff_registered","met":false,"incomplete":false,"among":{"met":0,"unmet":1,"unknown":1},"resting":false,"possible":0},{"value":1,"of":2,"id":"classes_with_chats","met":false,"incomplete":false,"among":{"met":0,"unmet":1,"unknown":1},"resting":false,"possible":0},{"value":0,"of":null,"id":"foreign_links","met":null,"incomplete":false,"among":{"met":1,"unmet":0,"unknown":1},"resting":false,"possible":0},{"value":7,"of":16,"id":"users_active","met":true,"incomplete":false,"among":{"met":1,"unmet":0,"unknown":1},"resting":false,"possible":0},{"value":1,"of":2,"id":"units_reporting","met":false,"incomplete":false,"among":null,"resting":false,"possible":0},{"value":1,"of":1,"id":"units_quarter_active","met":null,"incomplete":false,"among":{"met":1,"unmet":0,"unknown":1},"resting":false,"possible":0}]');
CREATE TABLE talkers (
	account INTEGER NOT NULL, 
	unit TEXT NOT NULL, 
	act TEXT NOT NULL, 
	args TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	body BLOB, 
	begun_at INTEGER NOT NULL, 
	told_back_at INTEGER, 
	CONSTRAINT pk_talkers PRIMARY KEY (account)
);
CREATE TABLE tallies (
	chat INTEGER NOT NULL, 
	hour INTEGER NOT NULL, 
	author INTEGER NOT NULL, 
	messages INTEGER NOT NULL, 
	CONSTRAINT pk_tallies PRIMARY KEY (hour, chat, author)
)
 WITHOUT ROWID

;
INSERT INTO "tallies" VALUES(1,498436,101,10);
INSERT INTO "tallies" VALUES(1,498437,104,9);
INSERT INTO "tallies" VALUES(1,498557,101,12);
INSERT INTO "tallies" VALUES(1,498581,111,10);
INSERT INTO "tallies" VALUES(1,498582,104,4);
INSERT INTO "tallies" VALUES(2,498606,104,3);
INSERT INTO "tallies" VALUES(1,498607,102,1);
INSERT INTO "tallies" VALUES(1,498608,105,9);
INSERT INTO "tallies" VALUES(2,498609,0,5);
INSERT INTO "tallies" VALUES(2,498627,0,1);
INSERT INTO "tallies" VALUES(1,498635,104,3);
INSERT INTO "tallies" VALUES(1,498679,105,1);
INSERT INTO "tallies" VALUES(1,498714,113,1);
INSERT INTO "tallies" VALUES(1,498715,102,20);
CREATE TABLE turned_away (
	day DATE NOT NULL, 
	folded INTEGER NOT NULL, 
	dropped INTEGER NOT NULL, 
	CONSTRAINT pk_turned_away PRIMARY KEY (day)
);
CREATE TABLE unit_settings (
	unit TEXT NOT NULL, 
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_unit_settings PRIMARY KEY (unit, name), 
	CONSTRAINT fk_unit_settings_unit FOREIGN KEY(unit) REFERENCES units (id)
);
CREATE TABLE units (
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	parent TEXT, 
	timezone TEXT NOT NULL, 
	order_name TEXT NOT NULL, 
	listed BOOLEAN NOT NULL, joined_at INTEGER, 
	CONSTRAINT pk_units PRIMARY KEY (id)
);
INSERT INTO "units" VALUES('lyceum-5','school','МАОУ «Лицей № 5»','perm','Asia/Yekaterinburg','sergokala',1,1794196800);
INSERT INTO "units" VALUES('perm','municipality','Департамент образования города Перми',NULL,'Asia/Yekaterinburg','perm',1,1794196800);
INSERT INTO "units" VALUES('school-12','school','МАОУ «СОШ № 12»','perm','Asia/Yekaterinburg','perm',1,1794196800);
CREATE TABLE vacations (
	unit TEXT NOT NULL, 
	class_name TEXT NOT NULL, 
	first DATE NOT NULL, 
	last DATE NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_vacations PRIMARY KEY (unit, class_name, first), 
	CONSTRAINT fk_vacations_unit FOREIGN KEY(unit) REFERENCES units (id)
);
CREATE TABLE visits (
	chat INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	present BOOLEAN NOT NULL, 
	unit TEXT, 
	proved INTEGER, 
	proved_at INTEGER, 
	inferred BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_visits PRIMARY KEY (chat, number), 
	CONSTRAINT fk_visits_unit FOREIGN KEY(unit) REFERENCES units (id)
)
 WITHOUT ROWID

;
INSERT INTO "visits" VALUES(1,2,1794196800,1,'school-12',3,1794196800,0);
INSERT INTO "visits" VALUES(2,2,1794196800,1,'school-12',3,1794196800,0);
INSERT INTO "visits" VALUES(3,2,1794196800,1,'school-12',3,1794196800,0);
CREATE TABLE weekly_keys (
	unit TEXT NOT NULL, 
	week TEXT NOT NULL, 
	starts_at INTEGER NOT NULL, 
	ends_at INTEGER NOT NULL, 
	"key" BLOB, 
	CONSTRAINT pk_weekly_keys PRIMARY KEY (unit, week), 
	CONSTRAINT fk_weekly_keys_unit FOREIGN KEY(unit) REFERENCES units (id)
);
INSERT INTO "weekly_keys" VALUES('school-12','2026-W46',1794164400,1794769200,NULL);
INSERT INTO "weekly_keys" VALUES('school-12','2026-W47',1794769200,1795374000,NULL);
INSERT INTO "weekly_keys" VALUES('school-12','2026-W48',1795374000,1795978800,X'E74309FE62768539FDADB9B6C001FBF3');
CREATE TABLE wishes (
	unit TEXT NOT NULL, 
	account INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_wishes PRIMARY KEY (unit, account, name), 
	CONSTRAINT fk_wishes_unit FOREIGN KEY(unit) REFERENCES units (id)
);
CREATE INDEX ix_audit_unit_at ON audit (unit, at);
CREATE INDEX ix_calls_chat_started ON calls (chat, started_at);
CREATE INDEX ix_interruptions_chat_since ON interruptions (chat, since);
CREATE INDEX ix_chats_unit ON chats (unit);
CREATE INDEX ix_notices_random_id ON notices (random_id);
CREATE INDEX ix_notices_state_due ON notices (state, due_at);
CREATE INDEX ix_persons_unit ON persons (unit);
CREATE INDEX ix_bindings_person ON bindings (person);
CREATE INDEX ix_codes_person ON codes (person);
CREATE INDEX ix_corrections_unit_week ON corrections (unit, week);
CREATE INDEX ix_remarks_unit_week ON remarks (unit, week);
CREATE INDEX ix_holdings_chat ON holdings (chat);
CREATE INDEX ix_holdings_unit ON holdings (unit);
CREATE INDEX ix_answers_conversation ON answers (conversation);
CREATE INDEX ix_inbox_waiting ON inbox (conversation) WHERE body IS NOT NULL;
CREATE INDEX ix_materials_unit ON materials (unit);
COMMIT;
