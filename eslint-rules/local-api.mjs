/**
 * Rules about calls of Payload's Local API (`payload.find({ ... })`), which skips access control and
 * opens its own connection unless it is told otherwise.
 *
 * Both look at what is written in the call itself: an option that arrives through a spread or a
 * variable cannot be seen by the next reader either.
 */
const OPERATIONS = new Set([
  'count',
  'countVersions',
  'create',
  'delete',
  'duplicate',
  'find',
  'findByID',
  'findDistinct',
  'findGlobal',
  'findGlobalVersions',
  'findVersionByID',
  'findVersions',
  'restoreVersion',
  'update',
  'updateGlobal',
])

/** The options object of a Local API call, null when they are no object literal. */
function optionsOf({ callee, arguments: [options] }) {
  if (callee.type !== 'MemberExpression' || callee.computed) return undefined
  if (!OPERATIONS.has(callee.property.name) || !isPayload(callee.object)) return undefined
  return options?.type === 'ObjectExpression' ? options : null
}

/** `payload`, `req.payload`, `this.payload`, but not `req.payload.db`. */
function isPayload(node) {
  if (node.type === 'ChainExpression') return isPayload(node.expression)
  if (node.type === 'MemberExpression') return !node.computed && node.property.name === 'payload'
  return node.type === 'Identifier' && node.name === 'payload'
}

const propertyOf = (options, name) =>
  options?.properties.find(
    ({ type, computed, key }) => type === 'Property' && !computed && key.name === name,
  )

/**
 * A nested call without `req` runs outside the transaction and outlives its rollback.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const localApiReq = {
  meta: {
    type: 'problem',
    schema: [],
    docs: { description: 'Local API calls pass `req`.' },
    messages: { missing: 'Pass `req`, or this call runs outside the transaction of its caller.' },
  },
  create: (context) => ({
    CallExpression(node) {
      const options = optionsOf(node)
      if (options !== undefined && !propertyOf(options, 'req'))
        context.report({ node, messageId: 'missing' })
    },
  }),
}

/**
 * Without `overrideAccess: false` whoever asks gets everything.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const localApiAccess = {
  meta: {
    type: 'problem',
    schema: [],
    docs: { description: 'Local API calls pass `overrideAccess: false`.' },
    messages: { missing: 'Pass `overrideAccess: false`, or this call answers everybody.' },
  },
  create: (context) => ({
    CallExpression(node) {
      const options = optionsOf(node)
      if (options !== undefined && propertyOf(options, 'overrideAccess')?.value.value !== false)
        context.report({ node, messageId: 'missing' })
    },
  }),
}

export default { rules: { 'local-api-req': localApiReq, 'local-api-access': localApiAccess } }
