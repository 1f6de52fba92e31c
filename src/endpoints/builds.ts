import { z } from 'zod'
import { regenerateBom } from '../services/boms/decide'
import { movesOf } from '../services/builds/moves'
import { command, query } from './command'

const none = z.object({})

/** Listed on the `builds` collection; moves themselves are ordinary writes of `status`. */
export const buildEndpoints = [
  command({
    path: '/:id/bom',
    capability: 'boms.generate',
    status: 201,
    input: none,
    handle: (req, _input, { id = '' }) => regenerateBom(req, id),
  }),
  query({
    path: '/:id/moves',
    capability: 'builds.read',
    input: none,
    handle: (req, _input, { id = '' }) => movesOf(req, id),
  }),
]
