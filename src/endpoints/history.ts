import { z } from 'zod'
import { exportAudit } from '../services/auditExport'
import { globalHistory, recordHistory } from '../services/recordHistory'
import { query } from './command'
import { listFilter } from './listFilter'

const pageOfActs = z.object({ page: z.coerce.number().int().min(1).max(1_000_000).default(1) })

/** Taking the audit trail along. Listed on the `audit-events` collection. */
export const auditEndpoints = [
  query({
    path: '/export',
    capability: 'audit.read',
    input: z.object({ where: listFilter.default({}) }),
    handle: (req, input) => exportAudit(req, input.where),
  }),
]

/** What happened to a record, for whoever may read it: its own rights decide, row by row and field by field. */
export const historyEndpoints = [
  query({
    path: '/history/globals/:global',
    capability: 'panel.enter',
    input: pageOfActs,
    handle: (req, { page }, { global = '' }) => globalHistory(req, global, page),
  }),
  query({
    path: '/history/:resource/:id',
    capability: 'panel.enter',
    input: pageOfActs,
    handle: (req, { page }, { resource = '', id = '' }) => recordHistory(req, resource, id, page),
  }),
]
