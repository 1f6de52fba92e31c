import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import house from '../../../eslint-rules/local-api.mjs'

function problems(rule: 'local-api-req' | 'local-api-access', code: string) {
  return new Linter()
    .verify(code, [{ plugins: { house }, rules: { [`house/${rule}`]: 'error' } }])
    .map(({ ruleId, line }) => `${ruleId} ${line}`)
}

describe('local-api-req', () => {
  const check = (code: string) => problems('local-api-req', code)

  it.each([
    "payload.find({ collection: 'parts', req })",
    "req.payload.findByID({ collection: 'parts', id, req: other })",
    "payload.updateGlobal({ slug: 'settings', data, req })",
    "payload.db.find({ collection: 'parts' })",
    'parts.find((part) => part.id === id)',
    "payload.logger.info('created')",
    "payload['find']",
  ])('accepts %s', (code) => {
    expect(check(code)).toEqual([])
  })

  it.each([
    "payload.find({ collection: 'parts' })",
    "req.payload.create({ collection: 'parts', data })",
    "req?.payload?.count({ collection: 'parts' })",
    "this.payload.delete({ collection: 'parts', id })",
    "payload.update({ collection: 'parts', data, ...rest })",
    'payload.find(options)',
    'payload.find()',
    "payload.findGlobal({ slug: 'settings', 'req-id': 1 })",
  ])('refuses %s', (code) => {
    expect(check(code)).toEqual(['house/local-api-req 1'])
  })
})

describe('local-api-access', () => {
  const check = (code: string) => problems('local-api-access', code)

  it.each([
    "payload.find({ collection: 'parts', overrideAccess: false, req })",
    'payload.auth({ headers })',
  ])('accepts %s', (code) => {
    expect(check(code)).toEqual([])
  })

  it.each([
    "payload.find({ collection: 'parts', req })",
    "payload.find({ collection: 'parts', overrideAccess: true, req })",
    "payload.find({ collection: 'parts', overrideAccess: !user, req })",
    "payload.find({ collection: 'parts', overrideAccess, req })",
  ])('refuses %s', (code) => {
    expect(check(code)).toEqual(['house/local-api-access 1'])
  })
})
