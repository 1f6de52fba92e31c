import * as migration_20261123_090000_initial from './20261123_090000_initial'
import * as migration_20261123_090100_house_rules from './20261123_090100_house_rules'
import * as migration_20261123_120000_floor from './20261123_120000_floor'
import * as migration_20261123_120100_floor_rules from './20261123_120100_floor_rules'
import * as migration_20261123_130000_seals from './20261123_130000_seals'
import * as migration_20261123_140000_substitutions from './20261123_140000_substitutions'
import * as migration_20261123_140100_substitution_rules from './20261123_140100_substitution_rules'
import * as migration_20261123_150000_release_checks from './20261123_150000_release_checks'
import * as migration_20261129_123000_catalogue_imports from './20261129_123000_catalogue_imports'
import * as migration_20261129_123100_catalogue_import_tables from './20261129_123100_catalogue_import_tables'
import * as migration_20261129_124500_suppliers from './20261129_124500_suppliers'
import * as migration_20261129_124600_supplier_rules from './20261129_124600_supplier_rules'
import * as migration_20261129_131000_item_successors from './20261129_131000_item_successors'
import * as migration_20261129_131100_item_successor_rules from './20261129_131100_item_successor_rules'
import * as migration_20261129_131700_settings_in_full from './20261129_131700_settings_in_full'
import * as migration_20261129_131800_settings_rules from './20261129_131800_settings_rules'
import * as migration_20261129_133000_mail_outbox from './20261129_133000_mail_outbox'
import * as migration_20261129_161000_signature_facts from './20261129_161000_signature_facts'
import * as migration_20261129_161100_signature_facts_rules from './20261129_161100_signature_facts_rules'
import * as migration_20261129_161200_signed_photo_rules from './20261129_161200_signed_photo_rules'
import * as migration_20261129_191300_import_seen from './20261129_191300_import_seen'
import * as migration_20261129_191515_document_versions from './20261129_191515_document_versions'
import * as migration_20261129_191600_document_rules from './20261129_191600_document_rules'
import * as migration_20261129_192400_assemblies_sheet from './20261129_192400_assemblies_sheet'
import * as migration_20261129_194700_import_jobs from './20261129_194700_import_jobs'
import * as migration_20261129_223346_category_listings from './20261129_223346_category_listings'
import * as migration_20261129_225000_moves_by_signature from './20261129_225000_moves_by_signature'
import * as migration_20261129_225100_moves_by_signature_rules from './20261129_225100_moves_by_signature_rules'
import * as migration_20261129_225500_import_undo_jobs from './20261129_225500_import_undo_jobs'
import * as migration_20261129_234316_settings_rev from './20261129_234316_settings_rev'
import * as migration_20261130_024458_draft_rev from './20261130_024458_draft_rev'
import * as migration_20261130_125630_draft_files from './20261130_125630_draft_files'
import * as migration_20261130_125700_draft_file_rules from './20261130_125700_draft_file_rules'
import * as migration_20261130_130413_task_review from './20261130_130413_task_review'
import * as migration_20261130_131315_instruction_retired from './20261130_131315_instruction_retired'
import * as migration_20261130_131400_instruction_retired_rules from './20261130_131400_instruction_retired_rules'
import * as migration_20261130_132307_task_problem from './20261130_132307_task_problem'

export const migrations = [
  {
    up: migration_20261123_090000_initial.up,
    down: migration_20261123_090000_initial.down,
    name: '20261123_090000_initial',
  },
  {
    up: migration_20261123_090100_house_rules.up,
    down: migration_20261123_090100_house_rules.down,
    name: '20261123_090100_house_rules',
  },
  {
    up: migration_20261123_120000_floor.up,
    down: migration_20261123_120000_floor.down,
    name: '20261123_120000_floor',
  },
  {
    up: migration_20261123_120100_floor_rules.up,
    down: migration_20261123_120100_floor_rules.down,
    name: '20261123_120100_floor_rules',
  },
  {
    up: migration_20261123_130000_seals.up,
    down: migration_20261123_130000_seals.down,
    name: '20261123_130000_seals',
  },
  {
    up: migration_20261123_140000_substitutions.up,
    down: migration_20261123_140000_substitutions.down,
    name: '20261123_140000_substitutions',
  },
  {
    up: migration_20261123_140100_substitution_rules.up,
    down: migration_20261123_140100_substitution_rules.down,
    name: '20261123_140100_substitution_rules',
  },
  {
    up: migration_20261123_150000_release_checks.up,
    down: migration_20261123_150000_release_checks.down,
    name: '20261123_150000_release_checks',
  },
  {
    up: migration_20261129_123000_catalogue_imports.up,
    down: migration_20261129_123000_catalogue_imports.down,
    name: '20261129_123000_catalogue_imports',
  },
  {
    up: migration_20261129_123100_catalogue_import_tables.up,
    down: migration_20261129_123100_catalogue_import_tables.down,
    name: '20261129_123100_catalogue_import_tables',
  },
  {
    up: migration_20261129_124500_suppliers.up,
    down: migration_20261129_124500_suppliers.down,
    name: '20261129_124500_suppliers',
  },
  {
    up: migration_20261129_124600_supplier_rules.up,
    down: migration_20261129_124600_supplier_rules.down,
    name: '20261129_124600_supplier_rules',
  },
  {
    up: migration_20261129_131000_item_successors.up,
    down: migration_20261129_131000_item_successors.down,
    name: '20261129_131000_item_successors',
  },
  {
    up: migration_20261129_131100_item_successor_rules.up,
    down: migration_20261129_131100_item_successor_rules.down,
    name: '20261129_131100_item_successor_rules',
  },
  {
    up: migration_20261129_131700_settings_in_full.up,
    down: migration_20261129_131700_settings_in_full.down,
    name: '20261129_131700_settings_in_full',
  },
  {
    up: migration_20261129_131800_settings_rules.up,
    down: migration_20261129_131800_settings_rules.down,
    name: '20261129_131800_settings_rules',
  },
  {
    up: migration_20261129_133000_mail_outbox.up,
    down: migration_20261129_133000_mail_outbox.down,
    name: '20261129_133000_mail_outbox',
  },
  {
    up: migration_20261129_161000_signature_facts.up,
    down: migration_20261129_161000_signature_facts.down,
    name: '20261129_161000_signature_facts',
  },
  {
    up: migration_20261129_161100_signature_facts_rules.up,
    down: migration_20261129_161100_signature_facts_rules.down,
    name: '20261129_161100_signature_facts_rules',
  },
  {
    up: migration_20261129_161200_signed_photo_rules.up,
    down: migration_20261129_161200_signed_photo_rules.down,
    name: '20261129_161200_signed_photo_rules',
  },
  {
    up: migration_20261129_191300_import_seen.up,
    down: migration_20261129_191300_import_seen.down,
    name: '20261129_191300_import_seen',
  },
  {
    up: migration_20261129_191515_document_versions.up,
    down: migration_20261129_191515_document_versions.down,
    name: '20261129_191515_document_versions',
  },
  {
    up: migration_20261129_191600_document_rules.up,
    down: migration_20261129_191600_document_rules.down,
    name: '20261129_191600_document_rules',
  },
  {
    up: migration_20261129_192400_assemblies_sheet.up,
    down: migration_20261129_192400_assemblies_sheet.down,
    name: '20261129_192400_assemblies_sheet',
  },
  {
    up: migration_20261129_194700_import_jobs.up,
    down: migration_20261129_194700_import_jobs.down,
    name: '20261129_194700_import_jobs',
  },
  {
    up: migration_20261129_223346_category_listings.up,
    down: migration_20261129_223346_category_listings.down,
    name: '20261129_223346_category_listings',
  },
  {
    up: migration_20261129_225000_moves_by_signature.up,
    down: migration_20261129_225000_moves_by_signature.down,
    name: '20261129_225000_moves_by_signature',
  },
  {
    up: migration_20261129_225100_moves_by_signature_rules.up,
    down: migration_20261129_225100_moves_by_signature_rules.down,
    name: '20261129_225100_moves_by_signature_rules',
  },
  {
    up: migration_20261129_225500_import_undo_jobs.up,
    down: migration_20261129_225500_import_undo_jobs.down,
    name: '20261129_225500_import_undo_jobs',
  },
  {
    up: migration_20261129_234316_settings_rev.up,
    down: migration_20261129_234316_settings_rev.down,
    name: '20261129_234316_settings_rev',
  },
  {
    up: migration_20261130_024458_draft_rev.up,
    down: migration_20261130_024458_draft_rev.down,
    name: '20261130_024458_draft_rev',
  },
  {
    up: migration_20261130_125630_draft_files.up,
    down: migration_20261130_125630_draft_files.down,
    name: '20261130_125630_draft_files',
  },
  {
    up: migration_20261130_125700_draft_file_rules.up,
    down: migration_20261130_125700_draft_file_rules.down,
    name: '20261130_125700_draft_file_rules',
  },
  {
    up: migration_20261130_130413_task_review.up,
    down: migration_20261130_130413_task_review.down,
    name: '20261130_130413_task_review',
  },
  {
    up: migration_20261130_131315_instruction_retired.up,
    down: migration_20261130_131315_instruction_retired.down,
    name: '20261130_131315_instruction_retired',
  },
  {
    up: migration_20261130_131400_instruction_retired_rules.up,
    down: migration_20261130_131400_instruction_retired_rules.down,
    name: '20261130_131400_instruction_retired_rules',
  },
  {
    up: migration_20261130_132307_task_problem.up,
    down: migration_20261130_132307_task_problem.down,
    name: '20261130_132307_task_problem',
  },
]
