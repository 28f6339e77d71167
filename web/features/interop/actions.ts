'use server'

import { z } from 'zod'
import type { ClientScope } from '#core/interop/system-client.ts'
import type { ClientId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'
import { grants, type GrantName } from './client-view.ts'

const names = z.array(z.enum(Object.keys(grants) as [GrantName, ...GrantName[]])).min(1)

/** Lets another system of the hospital in; the answer is the only time that its secret is told. */
export const issueClient = action({
  personal: true,
  input: z.object({ name: z.string().trim().min(1).max(80), grants: names }),
  run: (viewer, input) => portal().issueClient(viewer.actor, { name: input.name, scopes: input.grants.map((name): ClientScope => grants[name]) }),
  present: ({ client, secret }) => ({ id: client.id, secret }),
})

/** Shuts another system out. */
export const revokeClient = action({
  personal: true,
  input: z.object({ id: z.uuid().transform((raw) => brandId<ClientId>(raw)) }),
  run: (viewer, { id }) => portal().revokeClient(viewer.actor, id),
  present: () => null,
})

/** Keeps where the hospital's own FHIR server is, once it has answered. */
export const saveFhirSource = action({
  personal: true,
  input: z.object({ url: z.url({ protocol: /^https?$/ }).max(500), token: z.string().trim().max(4_000).regex(/^[\x21-\x7e]*$/) }),
  run: (viewer, input) => portal().saveFhirSource(viewer.actor, input),
  present: () => null,
})
