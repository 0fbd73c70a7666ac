-- The name of an import's file, and of the key that it is sealed under: another one once somebody in it was forgotten.
ALTER TABLE bulk_import ADD COLUMN upload VARCHAR(22) ${ascii} DEFAULT '' NOT NULL;
UPDATE bulk_import SET upload = id;
