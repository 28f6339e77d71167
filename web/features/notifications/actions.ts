'use server'

import { z } from 'zod'
import { topics } from '#core/notify/preference.ts'
import type { SubscriptionId } from '#core/notify/ports.ts'
import { brandId } from '#core/shared/ids.ts'
import { ok } from '#core/shared/result.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'
import { defaultTimeZone, toLocale } from '#web/server/i18n/locale.ts'

const minute = z.int().min(0).max(1439)

/** Keeps how the person wants to be told; mail goes to the address of their account and to no other. */
export const keepPreference = action({
  input: z.object({
    mail: z.boolean(),
    push: z.array(z.enum(topics)),
    mailTopics: z.array(z.enum(topics)),
    quiet: z.object({ from: minute, until: minute }).nullable(),
    digestAt: minute.nullable(),
    language: z.string(),
  }),
  run: ({ actor, person }, { mail, push, mailTopics, quiet, digestAt, language }) =>
    portal().keepPreference(actor, {
      mailTo: mail ? person.email : null, topics: { push, mail: mailTopics }, quiet, digestAt, timeZone: defaultTimeZone, language: toLocale(language),
    }),
  present: () => null,
})

/** This browser may be woken from now on. */
export const allowPush = action({
  input: z.object({ endpoint: z.url().max(1_000), p256dh: z.string().min(80).max(120), auth: z.string().min(16).max(40), device: z.string().max(60) }),
  run: ({ actor }, input) => portal().allowPush(actor, input),
  present: () => null,
})

/** That browser is woken no more. */
export const forbidPush = action({
  input: z.object({ id: z.uuid().transform((raw) => brandId<SubscriptionId>(raw)) }),
  run: async ({ actor }, input) => {
    await portal().forbidPush(actor, input)
    return ok(null)
  },
  present: () => null,
})
