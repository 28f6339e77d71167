import { z } from 'zod'
import type { AuditEvent } from '#core/audit/audit-event.ts'
import { brandId } from '#core/shared/ids.ts'

const link = z.object({ organization: z.string(), actor: z.string().nullable(), at: z.iso.datetime(), payload: z.looseObject({ type: z.string() }), under: z.string().optional() })

/** Reads an event back; the body was written by `auditBody`, and the chain's hash says that it is the same still. */
export function eventOfBody(body: string): AuditEvent {
  const { organization, actor, at, payload, under } = link.parse(JSON.parse(body))
  return { organization: brandId(organization), actor: actor === null ? null : brandId(actor), at: new Date(at), payload: payload as unknown as AuditEvent['payload'], ...(under === undefined ? {} : { under: brandId(under) }) }
}
