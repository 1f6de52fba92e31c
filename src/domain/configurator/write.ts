import type { Comparison, Condition, Expression, Path, Scalar } from './ast'

/** Words for writing conditions and expressions by hand; each returns plain JSON. */
export const is = (path: Path, value: Scalar): Condition => ({ op: 'equals', path, value })
export const isIn = (path: Path, ...values: Scalar[]): Condition => ({ op: 'in', path, values })
export const isKnown = (path: Path): Condition => ({ op: 'exists', path })
export const contains = (path: Path, text: string): Condition => ({ op: 'contains', path, text })
export const between = (path: Path, min: number | null, max: number | null): Condition => ({
  op: 'between',
  path,
  min,
  max,
})
export const compare = (left: Expression, is: Comparison, right: Expression): Condition => ({
  op: 'compare',
  left,
  is,
  right,
})
export const all = (...conditions: Condition[]): Condition => ({ op: 'and', all: conditions })
export const any = (...conditions: Condition[]): Condition => ({ op: 'or', any: conditions })
export const not = (condition: Condition): Condition => ({ op: 'not', condition })
export const some = (group: string, where: Condition): Condition => ({ op: 'some', group, where })
export const every = (group: string, where: Condition): Condition => ({ op: 'every', group, where })
export const onBom = (...items: string[]): Condition => ({ op: 'onBom', items })
export const provided = (tag: string): Condition => ({ op: 'provided', tag })

export const value = (path: Path): Expression => ({ op: 'value', path })
export const parameter = (name: string): Expression => ({ op: 'parameter', name })
export const count = (group: string, where?: Condition): Expression =>
  where ? { op: 'count', group, where } : { op: 'count', group }
export const sum = (group: string, of: Expression, where?: Condition): Expression =>
  where ? { op: 'sum', group, of, where } : { op: 'sum', group, of }
export const add = (...of: Expression[]): Expression => ({ op: 'add', of })
export const max = (...of: Expression[]): Expression => ({ op: 'max', of })
export const min = (...of: Expression[]): Expression => ({ op: 'min', of })
export const firstOf = (...of: Expression[]): Expression => ({ op: 'firstOf', of })
