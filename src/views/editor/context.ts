'use client'

import { createContext, use, type ComponentType } from 'react'
import type { Condition } from '../../domain/configurator/ast'
import type { z } from 'zod'
import type { PlacedProblem } from './problems'
import type { Path } from '../../domain/drafts/tree'
import type { Vocabulary } from '../../domain/drafts/vocabulary'

/** What every part of the editor knows and may do. */
export type Editing = {
  content: unknown
  schema: z.ZodType
  vocabulary: Vocabulary
  set: (path: Path, value: unknown) => void
  /**
   * Changes the draft as it is by now; `said` is what undo is called. Changes in quick succession under one
   * `key` are one step.
   */
  edit: (change: (content: unknown) => unknown, said: string, key?: string) => void
  /** Replaces the whole draft. */
  replace: (content: unknown, said: string) => void
  /** Rows of lists that stand open, by path. */
  open: ReadonlySet<string>
  setOpen: (close: readonly string[], open: readonly string[]) => void
  /** Says aloud what has just happened, where it can only be seen otherwise. */
  announce: (said: string) => void
  /** Leads to a place wherever it is: area, rows, field. */
  goTo: (path: Path) => void
  problems: readonly PlacedProblem[]
  faultAt: (path: Path) => string | null
  /** Rules whose lines the trial shows, and the one to point out. */
  tried: ReadonlyMap<string, number> | null
  marked: string | null
  mark: (rule: string | null) => void
}

/**
 * Parts that hold one another at any depth: a field holds lists of fields, a condition counts by
 * conditions. They meet here instead of importing each other.
 */
export type Parts = {
  SchemaField: ComponentType<{ schema: z.ZodType; path: Path }>
  ElementFields: ComponentType<{ schema: z.ZodType; path: Path }>
  ConditionNode: ComponentType<NodeProps>
}

/** A condition within another one, or within an expression. */
export type NodeProps = {
  value: Condition
  change: (value: Condition) => void
  remove: (() => void) | null
  /** The group whose element is at hand. */
  element: string | null
}

export const PartsContext = createContext<Parts | null>(null)

export function useParts(): Parts {
  const parts = use(PartsContext)
  if (!parts) throw new Error('A part of the editor stands outside of it.')
  return parts
}

export const EditorContext = createContext<Editing | null>(null)

export function useEditing(): Editing {
  const editing = use(EditorContext)
  if (!editing) throw new Error('A part of the editor stands outside of it.')
  return editing
}

/** Problems at a place or below it. */
export const problemsBelow = (
  problems: readonly PlacedProblem[],
  path: Path,
): readonly PlacedProblem[] =>
  problems.filter(({ path: at }) => path.every((step, index) => at[index] === step))

export const fieldId = (path: Path): string => `draft-${path.join('-')}`

/** The button that moves a row up (-1) or down (1). */
export const moveId = (row: Path, by: -1 | 1): string =>
  `${fieldId(row)}-move-${by < 0 ? 'up' : 'down'}`

/** The button that adds a row to a list. */
export const addId = (list: Path): string => `${fieldId(list)}-add`
