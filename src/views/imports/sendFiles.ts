import { z } from 'zod'
import type { ImportKind } from './words'

export type Sent =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly faults: readonly string[] }

const answerSchema = z.object({ id: z.string() })
const refusalSchema = z.object({ errors: z.array(z.object({ message: z.string() })).min(1) })

/**
 * Sends files for their dry run and tells how far they are, from 0 to 1. An expected "no" is a value.
 */
export const sendFiles = (
  kind: ImportKind,
  files: readonly File[],
  progress: (part: number) => void,
): Promise<Sent> =>
  new Promise((resolve) => {
    const form = new FormData()
    form.set('kind', kind)
    for (const file of files) form.append('file', file)
    const request = new XMLHttpRequest()
    request.open('POST', `/api/catalogue-imports/${kind === 'DELIVERY' ? 'delivery' : 'table'}`)
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0)
    request.upload.onload = () => progress(1)
    request.onerror = () =>
      resolve({
        ok: false,
        faults: ['The server cannot be reached. Check the network and try again.'],
      })
    request.onload = () => resolve(readAnswer(request.status, request.responseText))
    request.send(form)
  })

function readAnswer(status: number, text: string): Sent {
  const json = jsonIn(text)
  const answer = answerSchema.safeParse(json)
  if (status < 400 && answer.success) return { ok: true, id: answer.data.id }
  const refused = refusalSchema.safeParse(json)
  return {
    ok: false,
    faults: refused.success
      ? refused.data.errors.map(({ message }) => message)
      : ['The server refused this without saying why. Try again.'],
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
