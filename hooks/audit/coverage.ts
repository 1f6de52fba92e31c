/**
 * Collections whose writes do not pass the audit wrapper, each with what covers it instead. Whatever
 * is not named here is wrapped (`withAudit`).
 */
export const EXPLICIT_COLLECTIONS: Readonly<Record<string, string>> = {
  'audit-events': 'is the trail itself; the database refuses any change of it',
  'bom-lines': 'written in bulk with their BOM, whose audit row carries the hash over all lines',
  'category-listings': 'a view of assemblies, references and categories, which are audited',
  'item-uses': 'derived from the active BOM of a build; the BOM version is audited',
}

/** Tables that no collection of ours owns, each with the reason why it needs no audit row. */
export const EXEMPT_TABLES: Readonly<Record<string, string>> = {
  audit_receipts: 'written with each audit row by the database; proves that the row is there',
  audit_seals: 'taken over audit rows; the database refuses any change of it',
  tasks_rels: 'part of tasks, audited with them',
  work_instructions_steps: 'part of work-instructions, audited with them',
  users_sessions: 'sign-in, sign-out and expiry are audited as such',
  catalogue_import_files: 'the files of an import, audited with it by their hashes',
  catalogue_import_lines: 'the report of an import; what it changes is audited with each record',
  catalogue_import_rows: 'records before and after an import, so that it can be taken back',
  catalogue_import_seen: 'what the dry run of an import saw; it changes nothing',
  catalogue_import_jobs:
    'how far the worker is with an import; what it changes is audited with each record',
  mail_outbox: 'what was sent is audited with the act that sent it; the text is forgotten',
  counters: 'the numbers taken from it are on the audited records',
  idempotency_keys: 'stored answers of audited commands, dropped after a day',
  payload_kv: 'cache of the framework',
  payload_locked_documents: 'who has a form open; vanishes when it closes',
  payload_locked_documents_rels: 'part of payload_locked_documents',
  payload_preferences: 'column widths and the like, per user',
  payload_preferences_rels: 'part of payload_preferences',
  payload_migrations: 'written by the owner of the database when the schema changes',
  payload_jobs: 'queue of the job runner; what a job does to a record is audited with the record',
  payload_jobs_log: 'part of payload_jobs',
  payload_jobs_stats: 'statistics of the job runner',
}
