'use server'

import { z } from 'zod'
import { specialtyCodes } from '#core/directory/directory.ts'
import { templateKeys, type TemplateTexts } from '#core/minutes/templates.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

const specialty = z.enum(specialtyCodes).nullable()
const texts = z.partialRecord(z.enum(templateKeys), z.string().max(8_000)).transform((given): TemplateTexts =>
  Object.fromEntries(templateKeys.flatMap((key) => (given[key] === undefined ? [] : [[key, given[key]]]))))

/** Saves the hospital's template of a specialty. */
export const saveTemplate = action({
  input: z.object({ specialty, texts }),
  run: (viewer, input) => portal().saveTemplate(viewer.actor, input),
  present: () => ({}),
})

/** Takes a template away. */
export const removeTemplate = action({
  input: z.object({ specialty }),
  run: (viewer, input) => portal().removeTemplate(viewer.actor, input),
  present: () => ({}),
})
