/** What the caller sent to an operation, whatever its shape; empty when it sent nothing readable. */
export function dataOf(args: object): Readonly<Record<string, unknown>> {
  const data: unknown = 'data' in args ? args.data : undefined
  return isRecord(data) ? data : {}
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
