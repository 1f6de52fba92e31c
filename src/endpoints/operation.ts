import type { Endpoint } from 'payload'
import { may } from '../../access/can'
import { metricsText } from '../observability/metrics'
import { refused } from '../services/http'
import { healthOf, isReady } from '../services/health'

/**
 * For whatever watches the product. Health and readiness say no more than yes or no to anybody;
 * figures are for an Admin or a machine account with that role.
 */
export const operationEndpoints: Endpoint[] = [
  {
    path: '/health',
    method: 'get',
    handler: async (req) => {
      const health = await healthOf(req)
      return Response.json(health, { status: health.status === 'ok' ? 200 : 503 })
    },
  },
  {
    path: '/ready',
    method: 'get',
    handler: async (req) => {
      const ready = await isReady(req)
      return Response.json({ ready }, { status: ready ? 200 : 503 })
    },
  },
  {
    path: '/metrics',
    method: 'get',
    handler: async (req) => {
      if (!req.user) throw refused({ code: 'unauthenticated', message: 'Sign in first.' })
      if (!may(req, 'metrics.read')) {
        throw refused({ code: 'role_not_allowed', message: 'Figures are for an Admin.' })
      }
      const { totalCount, idleCount, waitingCount } = req.payload.db.pool
      return new Response(
        metricsText({ total: totalCount, idle: idleCount, waiting: waitingCount }),
        { headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' } },
      )
    },
  },
]
