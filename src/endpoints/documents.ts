import { z } from 'zod'
import { approveDocument } from '../services/documents/approve'
import { command } from './command'

/** Listed on the `documents` collection; uploads are the collection's own. */
export const documentEndpoints = [
  command({
    path: '/:id/approve',
    capability: 'documents.approve',
    input: z.object({}),
    handle: (req, _input, { id = '' }) => approveDocument(req, id),
  }),
]
