import * as z from 'zod'
import { checked, line, optionalDay, optionalWords } from '../../lib/fields'
import { isId } from '../../lib/id'

const optionalId = z
  .string()
  .optional()
  .transform(v => v || null)
  .refine(v => v === null || isId(v), 'errors.choice')

/** A task as its form sends it. `internal` unchecked: the client may read it. */
export const taskInput = z.object({
  title: line(200),
  description: optionalWords(10_000),
  priority: z.enum(['low', 'normal', 'high']).default('normal'),
  assigneeId: optionalId,
  phaseId: optionalId,
  dueOn: optionalDay,
  internal: checked,
})
export type TaskInput = z.output<typeof taskInput>

/** A new one, and the column it begins in. */
export const newTaskInput = taskInput.extend({
  state: z.enum(['backlog', 'in_progress', 'done'], 'errors.choice').default('backlog'),
})

/** What is changed on a card alone; what is not sent stays. */
export const taskAdjustment = z.object({
  assigneeId: z
    .string()
    .transform(v => v || null)
    .refine(v => v === null || isId(v), 'errors.choice')
    .optional(),
  priority: z.enum(['low', 'normal', 'high'], 'errors.choice').optional(),
  dueOn: z.union([z.literal('').transform(() => null), z.iso.date('errors.date')]).optional(),
})
export type TaskAdjustment = z.output<typeof taskAdjustment>

/** The columns a task may stand in. */
export const taskState = z.enum(['backlog', 'in_progress', 'waiting_client', 'done'])
