-- A store of schema 0001 with submission() and delivery() of facts.py: `sqlite3 formkit.db .dump`, made once, never again.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE attempts (
	number INTEGER NOT NULL, 
	delivery_id TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	outcome TEXT NOT NULL, 
	words TEXT NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(delivery_id) REFERENCES deliveries (id) ON DELETE CASCADE
);
CREATE TABLE deliveries (
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	submission_id TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	target TEXT NOT NULL, 
	message TEXT NOT NULL, 
	options TEXT NOT NULL, 
	state TEXT NOT NULL, 
	tries INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	next_try_at DATETIME, 
	due_at DATETIME, 
	claimed_by TEXT NOT NULL, 
	sent_at DATETIME, 
	last_words TEXT NOT NULL, 
	copy_to TEXT, 
	PRIMARY KEY (number), 
	UNIQUE (id), 
	FOREIGN KEY(submission_id) REFERENCES submissions (id) ON DELETE CASCADE, 
	CONSTRAINT waiting_is_due CHECK ((due_at IS NOT NULL) = (state IN ('queued', 'sending')))
);
INSERT INTO "deliveries" VALUES(1,'d1','s1','mail','owner@example.com','{"kind":"owner","subject":"Сұрақ from Ada","site_name":"Rose Garden","form_title":"Write to us","language":"kk","intro":"","answers":[{"field":"email","type":"email","label":"Email","text":"ada@example.com","link":"mailto:ada@example.com"}],"reply_to":{"address":"ada@example.com","name":"Ada"},"reference":"RG-1","received_at":"2026-03-04T12:30:15.123456+00:00","received_text":"","page":"","page_language":"","footer":""}','{}','queued',0,'2026-03-04 12:30:15.123456','2026-03-04 12:30:15.123456','2026-03-04 12:30:15.123456','',NULL,'',NULL);
CREATE TABLE submissions (
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	reference TEXT NOT NULL, 
	token TEXT NOT NULL, 
	site TEXT NOT NULL, 
	form TEXT NOT NULL, 
	received_at DATETIME NOT NULL, 
	language TEXT NOT NULL, 
	fields TEXT NOT NULL, 
	answers TEXT NOT NULL, 
	verdict TEXT NOT NULL, 
	reasons TEXT NOT NULL, 
	page TEXT NOT NULL, 
	user_agent TEXT NOT NULL, 
	address_hash TEXT NOT NULL, 
	dedupe TEXT NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (id), 
	UNIQUE (reference), 
	UNIQUE (token)
);
INSERT INTO "submissions" VALUES(1,'s1','RG-1','token-1','rose','contact','2026-03-04 12:30:15.123456','tr','{"name":"Ada","topics":["Order","Praise"],"message":"Merhaba\r\n🌹"}','[{"field":"name","type":"text","label":"Adınız","text":"Ada","link":""}]','accepted','["too fast"]','https://rose.example/','curl','hash','dedupe-1');
CREATE INDEX submissions_by_site ON submissions (site, number);
CREATE INDEX submissions_by_form ON submissions (site, form, number);
CREATE INDEX submissions_by_dedupe ON submissions (site, form, dedupe, number);
CREATE INDEX submissions_by_address ON submissions (address_hash, received_at);
CREATE INDEX ix_deliveries_submission_id ON deliveries (submission_id);
CREATE INDEX deliveries_by_state ON deliveries (state, number);
CREATE INDEX deliveries_due ON deliveries (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX deliveries_by_copy ON deliveries (copy_to, created_at) WHERE copy_to IS NOT NULL;
CREATE INDEX ix_attempts_delivery_id ON attempts (delivery_id);
COMMIT;
