import { z } from 'zod'
import { exportRecord, recordPackage } from '../services/quality/record/package'
import { packingSlipOf } from '../services/shipping/packingSlip'
import { verifySignature } from '../services/verifySignature'
import { query } from './command'

const none = z.object({})

/** Listed on the `builds` collection: the device history record and its package. */
export const recordEndpoints = [
  query({
    path: '/:id/record',
    capability: 'record.read',
    input: none,
    handle: (req, _input, { id = '' }) => exportRecord(req, id),
  }),
  query({
    path: '/:id/record.zip',
    capability: 'record.export',
    input: none,
    handle: (req, _input, { id = '' }) => recordPackage(req, id),
  }),
]

/** Listed on the `shipments` collection. */
export const shipmentEndpoints = [
  query({
    path: '/:id/packing-slip.pdf',
    capability: 'shipments.read',
    input: none,
    handle: (req, _input, { id = '' }) => packingSlipOf(req, id),
  }),
]

/** Listed on the `signatures` collection. */
export const signatureEndpoints = [
  query({
    path: '/:id/verify',
    capability: 'history.read',
    input: none,
    handle: (req, _input, { id = '' }) => verifySignature(req, id),
  }),
]
