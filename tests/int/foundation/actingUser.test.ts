import { expect, it } from 'vitest'
import { send, tokenOf } from '../../support/api'
import { given } from '../../support/given'
import { bootPayload, ORIGIN } from '../../support/payload'

const { payload } = await bootPayload()
const ana = await given(payload).user('ASSEMBLER')
const ben = await given(payload).user('ASSEMBLER')

const read = async (actor?: string) => {
  const { status } = await send(
    new Request(`${ORIGIN}/api/builds?limit=1`, {
      headers: {
        authorization: `JWT ${await tokenOf(ana)}`,
        ...(actor !== undefined && { 'x-acting-user': actor }),
      },
    }),
  )
  return status
}

it('what was entered by one person is not done in the name of another', async () => {
  expect(await read()).toBe(200)
  expect(await read(String(ana.id))).toBe(200)
  expect(await read(String(ben.id))).toBe(401)
  expect(await read('')).toBe(401)
})
