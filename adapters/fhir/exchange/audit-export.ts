import { z } from 'zod'
import type { AuditEvent } from '#core/audit/audit-event.ts'
import type { AuditLink } from '#core/audit/chain.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { auditEvent } from './audit-resource.ts'

const linkExtension = 'urn:lien-vien:fhir:audit-link'
const witnessType = 'application/x-ndjson'
const keyType = 'application/x-pem-file'

const body = z.object({ organization: z.string(), actor: z.string().nullable(), at: z.iso.datetime(), payload: z.looseObject({ type: z.string() }), under: z.string().optional() })

/** The event that a link's text tells of; the text was written by `auditBody`. */
export function eventOfBody(text: string): AuditEvent {
  const { organization, actor, at, payload, under } = body.parse(JSON.parse(text))
  return { organization: brandId(organization), actor: actor === null ? null : brandId(actor), at: new Date(at), payload: payload as unknown as AuditEvent['payload'], ...(under === undefined ? {} : { under: brandId(under) }) }
}

/** What was witnessed of the chain outside the database, as it goes along with an export. */
export interface ExportedWitness {
  readonly lines: readonly string[]
  readonly publicPem: string
}

/** Where an export begins: a FHIR bundle whose entries follow, divided by commas. */
export const exportHead = (organization: OrganizationId, at: Date): string =>
  `{"resourceType":"Bundle","type":"collection","identifier":{"system":"urn:ietf:rfc:3986","value":"urn:uuid:${organization}"},"timestamp":${JSON.stringify(at.toISOString())},"entry":[`

/** One link as an AuditEvent that carries its place, its hashes and the exact text that was hashed. */
export function exportEntry(link: AuditLink): string {
  const part = (url: string, value: string) => ({ url, valueString: value })
  const extension = [{
    url: linkExtension,
    extension: [
      { url: 'sequence', valuePositiveInt: link.sequence },
      ...(link.previous === null ? [] : [part('previous', link.previous)]),
      part('hash', link.hash),
      part('body', link.body),
    ],
  }]
  return JSON.stringify({ resource: { ...auditEvent(link.sequence, eventOfBody(link.body)), extension } })
}

const binary = (contentType: string, text: string): string =>
  JSON.stringify({ resource: { resourceType: 'Binary', contentType, data: Buffer.from(text).toString('base64') } })

/** What ends an export: the witness, where there is one. */
export const exportTail = (witness: ExportedWitness | null, isEmpty: boolean): string =>
  witness === null ? ']}' : `${isEmpty ? '' : ','}${binary(witnessType, witness.lines.join('\n'))},${binary(keyType, witness.publicPem)}]}`

const extensionPart = z.object({ url: z.string(), valueString: z.string().optional(), valuePositiveInt: z.int().optional() })
const resource = z.looseObject({
  resourceType: z.string(),
  contentType: z.string().optional(),
  data: z.string().optional(),
  extension: z.array(z.object({ url: z.string(), extension: z.array(extensionPart).optional() })).optional(),
})
const bundle = z.object({ resourceType: z.literal('Bundle'), identifier: z.object({ value: z.string() }), entry: z.array(z.object({ resource })) })

/** An export as it was read back. */
export interface AuditExport {
  readonly organization: OrganizationId
  /** In the order of the file. */
  readonly links: readonly AuditLink[]
  readonly witness: ExportedWitness | null
}

function linkOf({ extension = [] }: z.output<typeof resource>): AuditLink | null {
  const parts = extension.find(({ url }) => url === linkExtension)?.extension
  const text = (name: string): string | undefined => parts?.find(({ url }) => url === name)?.valueString
  const sequence = parts?.find(({ url }) => url === 'sequence')?.valuePositiveInt
  const [hash, written] = [text('hash'), text('body')]
  if (sequence === undefined || hash === undefined || written === undefined) return null
  const previous = text('previous')
  return { sequence, hash: brandId(hash), body: written, previous: previous === undefined ? null : brandId(previous) }
}

/** Reads an export; null where the text is none. An AuditEvent that lost its link is told by the gap that it leaves. */
export function readAuditExport(text: string): AuditExport | null {
  const parsed = bundle.safeParse(jsonOf(text))
  if (!parsed.success) return null
  const resources = parsed.data.entry.map((entry) => entry.resource)
  const decoded = (type: string): string | undefined => {
    const data = resources.find(({ resourceType, contentType }) => resourceType === 'Binary' && contentType === type)?.data
    return data === undefined ? undefined : Buffer.from(data, 'base64').toString('utf8')
  }
  const [lines, publicPem] = [decoded(witnessType), decoded(keyType)]
  return {
    organization: brandId(parsed.data.identifier.value.replace(/^urn:uuid:/, '')),
    links: resources.filter(({ resourceType }) => resourceType === 'AuditEvent').flatMap((one) => linkOf(one) ?? []),
    witness: lines === undefined || publicPem === undefined ? null : { lines: lines.split('\n').filter((line) => line !== ''), publicPem },
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
