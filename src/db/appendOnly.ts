/**
 * Tables whose rows are history. Triggers refuse update, delete and truncate for everybody, and the
 * application's database role holds no more than select and insert on them (architecture 5.6, 5.7).
 */
export const APPEND_ONLY_TABLES = [
  'audit_events',
  'audit_receipts',
  'audit_seals',
  'status_events',
  'stock_movements',
  'configuration_releases',
  'signatures',
  'bom_lines',
  'shipments',
  'catalogue_import_files',
  'catalogue_import_lines',
  'catalogue_import_rows',
  'catalogue_import_seen',
  'nonconformance_comments',
] as const

export const isAppendOnly = (table: string): boolean =>
  (APPEND_ONLY_TABLES as readonly string[]).includes(table)
