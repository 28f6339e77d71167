'use server'

import { z } from 'zod'
import { specialtyCodes } from '#core/directory/directory.ts'
import type { ListPlan, TakenIn } from '#core/directory/take-in-directory.ts'
import { foldForSearch } from '#core/record/search-text.ts'
import { ok, type Result } from '#core/shared/result.ts'
import { catalogue } from '#web/messages/catalogue.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'
import { readDirectoryCsv, type FileFault, type SpecialtyNames } from './directory-csv.ts'
import { presentPlan } from './present-plan.ts'

/** Specialties as the portal names them in either language, and by their codes. */
const specialtyNames: SpecialtyNames = new Map(specialtyCodes.flatMap((code) =>
  [code, catalogue.vi.caseWords.specialty[code], catalogue.en.caseWords.specialty[code]].map((name) => [foldForSearch(name), code] as const)))

const file = z.object({ text: z.string().max(900_000) })

/** What a file would do to departments or people, line by line; nothing is written. */
export const previewDirectory = action({
  input: file,
  run: async ({ actor }, { text }): Promise<Result<{ readonly plan: ListPlan } | { readonly file: FileFault }, 'directory.not-allowed'>> => {
    const read = readDirectoryCsv(text, specialtyNames)
    if ('file' in read) return ok({ file: read.file })
    const plan = await portal().previewDirectory(actor, read.list)
    return plan.ok ? ok({ plan: plan.value }) : plan
  },
  present: (found) => ('plan' in found ? { plan: presentPlan(found.plan), file: null } : { plan: null, file: found.file }),
})

/** Takes the sound lines of a file in: all of them or none. */
export const takeInDirectory = action({
  personal: true,
  input: file,
  run: async ({ actor }, { text }): Promise<Result<TakenIn | null, 'directory.not-allowed'>> => {
    const read = readDirectoryCsv(text, specialtyNames)
    return 'list' in read ? portal().takeInDirectory(actor, read.list) : ok(null)
  },
  present: (taken) => taken,
})
