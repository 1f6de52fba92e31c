import { z } from 'zod'
import { reviseInstruction } from '../services/production/revise'
import { command } from './command'

/** Listed on the `work-instructions` collection; editing and publishing are ordinary writes. */
export const instructionEndpoints = [
  command({
    path: '/:id/revise',
    capability: 'instructions.manage',
    status: 201,
    input: z.object({}),
    handle: (req, _input, { id = '' }) => reviseInstruction(req, id),
  }),
]
