import { expect, type Page } from '@playwright/test'
import { z } from 'zod'
import { formItemSchema } from '../../src/domain/quality/item'
import { answerAll } from '../support/answers'
import { PASSWORD } from './support'

/** What has to be done dozens of times, in the session of whoever is signed in on a page. */

export type Json = Record<string, unknown>
type Answer = { status: number; body: Json }

/** A call in the session of whoever is signed in on the page. */
export async function api(
  page: Page,
  method: string,
  address: string,
  body?: Json,
): Promise<Answer> {
  const answer = await page.evaluate(
    async ({ how, where, what }): Promise<{ status: number; text: string }> => {
      const response = await fetch(where, {
        method: how,
        ...(what !== null && {
          headers: { 'Content-Type': 'application/json' },
          body: what,
        }),
      })
      return { status: response.status, text: await response.text() }
    },
    { how: method, where: address, what: body === undefined ? null : JSON.stringify(body) },
  )
  return { status: answer.status, body: JSON.parse(answer.text) }
}

export async function insist(
  page: Page,
  method: string,
  address: string,
  body?: Json,
): Promise<Json> {
  const answer = await api(page, method, address, body)
  expect(
    answer.status,
    `${method} ${address}: ${JSON.stringify(answer.body).slice(0, 400)}`,
  ).toBeLessThan(300)
  return answer.body
}

export const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value : [])
export const text = (value: unknown): string => String(value)

/** Opens a form and answers all of it well; the page stays where it is. */
export async function fillForm(page: Page, build: string, kind: string): Promise<string> {
  const form = await insist(page, 'POST', `/api/builds/${build}/inspections`, { kind })
  const items = z.array(formItemSchema).parse(form.items)
  const photos: string[] = []
  if (items.some(({ photoRequired }) => photoRequired)) {
    photos.push(
      await page.evaluate(
        async (address) => {
          const canvas = new OffscreenCanvas(320, 240)
          canvas.getContext('2d')?.fillRect(20, 20, 200, 150)
          const file = new FormData()
          file.set(
            'file',
            new File([await canvas.convertToBlob()], 'sink.png', { type: 'image/png' }),
          )
          const answer = await fetch(address, { method: 'POST', body: file })
          return String(Object(await answer.json()).id)
        },
        `/api/inspections/${text(form.id)}/photos`,
      ),
    )
  }
  await insist(page, 'PATCH', `/api/inspections/${text(form.id)}`, {
    items: answerAll(items, photos),
  })
  return text(form.id)
}

export const pass = (page: Page, inspection: string) =>
  insist(page, 'POST', `/api/inspections/${inspection}/sign`, {
    password: PASSWORD,
    outcome: 'PASS',
  })

export type Task = {
  id: string
  title: string
  status: string
  dependsOn: string[]
  minutes: number
  parts: Json[]
}

export async function tasksOf(page: Page, build: string): Promise<Task[]> {
  const { docs } = await insist(
    page,
    'GET',
    `/api/tasks?where[build][equals]=${build}&depth=0&limit=100&sort=sequence`,
  )
  return listOf(docs).map((task) => ({
    id: text(task.id),
    title: text(task.title),
    status: text(task.status),
    dependsOn: Array.isArray(task.dependsOn) ? task.dependsOn.map(String) : [],
    minutes: Number(task.estimateMinutes),
    parts: listOf(task.criticalParts),
  }))
}

/** Completes every task that is left, each after those it waits for. */
export async function finishTasks(page: Page, build: string): Promise<void> {
  const open = await tasksOf(page, build)
  const isClosed = ({ status }: Task) => status === 'COMPLETED' || status === 'CANCELLED'
  const closed = new Set(open.filter(isClosed).map(({ id }) => id))
  const left = open.filter((task) => !isClosed(task))
  while (left.length > 0) {
    const index = left.findIndex(({ dependsOn }) => dependsOn.every((id) => closed.has(id)))
    const [task] = left.splice(index, 1)
    if (!task || index < 0) throw new Error('The open tasks wait for each other.')
    if (task.status === 'PENDING') await insist(page, 'POST', `/api/tasks/${task.id}/start`)
    await insist(page, 'POST', `/api/tasks/${task.id}/complete`, {
      actualMinutes: task.minutes,
      serials: task.parts.map(({ partNumber }) => ({
        partNumber: text(partNumber),
        lot: `LOT-${task.id.slice(-6)}`,
      })),
    })
    closed.add(task.id)
  }
}

export const move = (page: Page, build: string, status: string) =>
  insist(page, 'PATCH', `/api/builds/${build}`, { status, statusNote: 'Done here' })
