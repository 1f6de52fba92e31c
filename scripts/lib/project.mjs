import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository root, absolute. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** A folder of this clone for what may be thrown away (locks of install and build). Not in git. */
export const CACHE = resolve(ROOT, '.cache')

/** A problem that a person can solve. Commands print its message without a stack and exit with 1. */
export class Trouble extends Error {}

/** The variables that `contract.md` section 1 names; a test run starts from none of them. */
export const CONTRACT_VARIABLES = [
  'PORT',
  'DATA_DIR',
  'DATABASE_URL',
  'DATABASE_REPLICA_URLS',
  'PAYLOAD_SECRET',
  'SERVER_URL',
  'REDIS_URL',
  'S3_ENDPOINT',
  'S3_BUCKET',
  'S3_REGION',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  'SMTP_URL',
  'MAIL_FROM',
  'ERP_URL',
  'ERP_TOKEN',
  'LOG_LEVEL',
  'DEMO',
  'RATE_LIMIT',
  'TRUST_PROXY',
  'AUDIT_SEAL_FILE',
]
