'use server'

import { getTimeZone } from 'next-intl/server'
import { z } from 'zod'
import { practitionerId } from '#contract/ids.ts'
import type { LeaveId, ShiftId, SwapId } from '#core/directory/duty.ts'
import type { ShiftRefusal } from '#core/directory/keep-roster.ts'
import { brandId, type DepartmentId } from '#core/shared/ids.ts'
import { ok, type Result } from '#core/shared/result.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'
import { readRosterCsv, type CsvFault } from './roster-csv.ts'

const shiftId = z.uuid().transform((raw) => brandId<ShiftId>(raw))
const swapId = z.uuid().transform((raw) => brandId<SwapId>(raw))
const leaveId = z.uuid().transform((raw) => brandId<LeaveId>(raw))
const departmentId = z.uuid().transform((raw) => brandId<DepartmentId>(raw))
const moment = z.iso.datetime().transform((raw) => new Date(raw))

/** "Đang trực". */
export const setOnDuty = action({
  input: z.object({ onDuty: z.boolean() }),
  run: ({ actor }, input) => portal().setOnDuty(actor, input),
  present: (onDuty) => ({ onDuty }),
})

export const planShift = action({
  input: z.object({ department: departmentId, practitioner: practitionerId, position: z.int().min(1).max(9), startsAt: moment, endsAt: moment }),
  run: ({ actor }, input) => portal().planShifts(actor, [input]),
  present: () => null,
})

export const removeShift = action({
  input: z.object({ shift: shiftId }),
  run: ({ actor }, input) => portal().removeShift(actor, input),
  present: () => null,
})

export const askSwap = action({
  input: z.object({ shift: shiftId, to: practitionerId }),
  run: ({ actor }, input) => portal().askSwap(actor, input),
  present: () => null,
})

export const settleSwap = action({
  input: z.object({ swap: swapId, answer: z.enum(['accepted', 'declined', 'withdrawn']) }),
  run: ({ actor }, input) => portal().settleSwap(actor, input),
  present: () => null,
})

export const takeLeave = action({
  input: z.object({ practitioner: practitionerId, startsAt: moment, endsAt: moment, reason: z.string().max(200) }),
  run: ({ actor }, input) => portal().takeLeave(actor, input),
  present: () => null,
})

export const endLeave = action({
  input: z.object({ leave: leaveId, practitioner: practitionerId }),
  run: ({ actor }, input) => portal().endLeave(actor, input),
  present: () => null,
})

interface ImportOutcome {
  readonly count: number
  readonly fault: CsvFault | null
}

/** Reads a spreadsheet's CSV onto the roster: all of it, or nothing with the line that is wrong. */
export const importRoster = action({
  input: z.object({ text: z.string().max(1_000_000) }),
  run: async ({ actor }, { text }): Promise<Result<ImportOutcome, ShiftRefusal>> => {
    const now = portal().clock()
    const roster = await portal().viewRoster(actor, { from: now, until: now })
    const read = readRosterCsv(text, roster, await getTimeZone())
    if (!read.ok) return ok({ count: 0, fault: read.fault ?? null })
    const planned = await portal().planShifts(actor, read.value)
    return planned.ok ? ok({ count: planned.value, fault: null }) : planned
  },
  present: (outcome) => outcome,
})
