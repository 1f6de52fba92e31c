import type { Endpoint } from 'payload'
import { z } from 'zod'
import { metricsText } from '../observability/metrics'
import { healthOf, isReady } from '../services/health'
import { openApiOf } from '../services/openapi'
import { query } from './command'

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
  query({
    path: '/openapi.json',
    capability: 'panel.enter',
    input: z.object({}),
    handle: async ({ payload }) => openApiOf(payload),
  }),
  query({
    path: '/metrics',
    capability: 'metrics.read',
    input: z.object({}),
    handle: async ({ payload }) => {
      const { totalCount, idleCount, waitingCount } = payload.db.pool
      const text = metricsText({ total: totalCount, idle: idleCount, waiting: waitingCount })
      return new Response(text, {
        headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
      })
    },
  }),
]
