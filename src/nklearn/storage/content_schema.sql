-- content.db, format 4: what the compiler writes and the app reads. Never changed in place:
-- every release brings a whole new file. Lists of small values are JSON (storage/blocks.py).
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE unit (
  id TEXT PRIMARY KEY, label TEXT NOT NULL, symbol TEXT NOT NULL,
  dimension TEXT NOT NULL, factor TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE source (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, short TEXT NOT NULL,
  kind TEXT NOT NULL, authors TEXT NOT NULL, issued TEXT NOT NULL, purpose TEXT NOT NULL,
  standpoint TEXT NOT NULL, url TEXT NOT NULL, csl TEXT NOT NULL,
  citations TEXT NOT NULL
);

CREATE TABLE claim (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
  statement TEXT NOT NULL, subject TEXT NOT NULL, measure TEXT NOT NULL, kind TEXT NOT NULL,
  status TEXT NOT NULL, sensitivity TEXT NOT NULL, quantities TEXT NOT NULL, years TEXT NOT NULL,
  chain TEXT NOT NULL, source TEXT NOT NULL, place TEXT NOT NULL, topics TEXT NOT NULL,
  note TEXT NOT NULL, formula TEXT NOT NULL
);
-- Every work that a claim was read in or came through.
CREATE TABLE claim_source (
  source TEXT NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (source, claim)
) WITHOUT ROWID;

CREATE TABLE dataset (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
  description TEXT NOT NULL, subject TEXT NOT NULL, estimator TEXT NOT NULL,
  source TEXT NOT NULL, place TEXT NOT NULL, chain TEXT NOT NULL, breaks TEXT NOT NULL,
  joined INTEGER NOT NULL, columns TEXT NOT NULL, heading TEXT NOT NULL
);

CREATE TABLE series (
  dataset TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, label TEXT NOT NULL,
  unit TEXT NOT NULL, colour TEXT NOT NULL, PRIMARY KEY (dataset, position)
) WITHOUT ROWID;

CREATE TABLE observation (
  dataset TEXT NOT NULL, series TEXT NOT NULL, period TEXT NOT NULL, value TEXT,
  unit TEXT NOT NULL, status TEXT NOT NULL, printed TEXT NOT NULL, note TEXT NOT NULL,
  source TEXT NOT NULL, place TEXT NOT NULL, PRIMARY KEY (dataset, series, period)
) WITHOUT ROWID;

CREATE TABLE disagreement (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
  members TEXT NOT NULL, differs_in TEXT NOT NULL, explanation TEXT NOT NULL,
  meanwhile TEXT NOT NULL, sensitivity TEXT NOT NULL
);
CREATE TABLE disagreement_member (
  target TEXT NOT NULL, disagreement INTEGER NOT NULL, PRIMARY KEY (target, disagreement)
) WITHOUT ROWID;

CREATE TABLE glossary (
  id TEXT PRIMARY KEY, word TEXT NOT NULL, meaning TEXT NOT NULL, hangul TEXT NOT NULL,
  variants TEXT NOT NULL
) WITHOUT ROWID;

-- Bodies, events, places, laws and the like: `kind` is the page of the address, `body` the record.
CREATE TABLE entity (
  position INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
  body TEXT NOT NULL, UNIQUE (kind, id)
);

CREATE TABLE module (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, about TEXT NOT NULL,
  objectives TEXT NOT NULL, minutes INTEGER NOT NULL, advisory TEXT NOT NULL,
  prerequisites TEXT NOT NULL
);

CREATE TABLE lesson (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, module TEXT NOT NULL,
  title TEXT NOT NULL, words INTEGER NOT NULL, checks INTEGER NOT NULL
);

-- Sections of lessons (owner `module/lesson`) and of pages of plain text (owner `page:name`).
CREATE TABLE section (
  owner TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL,
  blocks TEXT NOT NULL, PRIMARY KEY (owner, position)
) WITHOUT ROWID;

-- The charts of lessons, by the data set that they draw; the specification as in the section.
CREATE TABLE figure (
  dataset TEXT NOT NULL, position INTEGER NOT NULL, address TEXT NOT NULL, spec TEXT NOT NULL,
  PRIMARY KEY (dataset, position)
) WITHOUT ROWID;

CREATE TABLE question (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, module TEXT NOT NULL,
  section TEXT NOT NULL, type TEXT NOT NULL, in_quiz INTEGER NOT NULL, stem TEXT NOT NULL,
  difficulty TEXT NOT NULL, sensitivity TEXT NOT NULL, claims TEXT NOT NULL,
  explanation TEXT NOT NULL, body TEXT NOT NULL, chart TEXT NOT NULL, hint TEXT NOT NULL
);

CREATE TABLE target_use (
  target TEXT NOT NULL, position INTEGER NOT NULL, address TEXT NOT NULL, title TEXT NOT NULL,
  kind TEXT NOT NULL, PRIMARY KEY (target, position)
) WITHOUT ROWID;

-- The lower the id, the earlier a document is looked at: kinds stand in order of importance.
CREATE TABLE search_document (
  id INTEGER PRIMARY KEY, address TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
  text TEXT NOT NULL, source TEXT NOT NULL, status TEXT NOT NULL, sensitivity TEXT NOT NULL,
  worth REAL NOT NULL
);
-- Words arrive folded and apart (storage/search_words.py), so the plainest tokenizer serves.
CREATE VIRTUAL TABLE search_index USING fts5 (
  title, names, text, body, source, content = '',
  prefix = '1 2 3 4', tokenize = 'ascii'
);
-- All words of the index, for the forms of a word (mine, mines, mining).
CREATE TABLE search_word (word TEXT PRIMARY KEY, stem TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX search_stem ON search_word (stem, word);
