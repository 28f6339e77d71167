import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { IncomingPatient } from '#core/record/incoming.ts'
import type { IncomingResource } from './incoming-schema.ts'
import { incomingResource } from './incoming-schema.ts'

/** A resource and the addresses by which others of the same document name it. */
export interface Entry {
  readonly resource: IncomingResource
  readonly addresses: readonly string[]
  /** Whether its sender keeps it under this id; false where the id ties this one document together (R4 http.html#trules, references.html#contained). */
  readonly isKeptUnderId: boolean
}

const bundle = z.looseObject({
  resourceType: z.literal('Bundle'),
  type: z.string().optional(),
  entry: z.array(z.looseObject({
    fullUrl: z.string().optional(), resource: incomingResource.optional(), request: z.looseObject({ method: z.string().optional() }).optional(),
  })).optional(),
})

/** The resources of a bundle, or of one resource with its contained ones; null for anything else. */
export function entriesOf(document: unknown): readonly Entry[] | null {
  const whole = bundle.safeParse(document)
  if (whole.success) {
    const isTransaction = whole.data.type === 'transaction' || whole.data.type === 'batch'
    return (whole.data.entry ?? []).flatMap(({ fullUrl, resource, request }) =>
      resource === undefined ? [] : [{
        resource,
        addresses: [fullUrl, resource.id === undefined ? undefined : `${resource.resourceType}/${resource.id}`].filter((one) => one !== undefined),
        isKeptUnderId: !isTransaction || request?.method === 'PUT',
      }])
  }
  const one = incomingResource.safeParse(document)
  if (!one.success || one.data.resourceType === 'Bundle') return null
  const contained = z.array(incomingResource).safeParse(one.data.contained ?? [])
  if (!contained.success) return null
  return [
    { resource: one.data, addresses: [], isKeptUnderId: false },
    ...contained.data.map((resource) => ({ resource, addresses: resource.id === undefined ? [] : [`#${resource.id}`], isKeptUnderId: false })),
  ]
}

/** Every reference that a resource makes to another by address; to what it contains itself, none. */
function* referencesOf(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const one of value) yield* referencesOf(one)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'reference' && typeof inner === 'string') yield inner
      else if (key !== 'contained') yield* referencesOf(inner)
    }
  }
}

const containedIn = ({ contained }: IncomingResource): ReadonlySet<string> =>
  new Set(z.array(incomingResource).safeParse(contained ?? []).data?.flatMap(({ id }) => (id === undefined ? [] : [`#${id}`])) ?? [])

/** Whether a reference names no entry; an absolute one is another server's. */
export function hasBrokenReference(entries: readonly Entry[]): boolean {
  const addresses = new Set(entries.flatMap((one) => one.addresses))
  const isElsewhere = (reference: string): boolean => /^https?:\/\//.test(reference)
  return entries.some(({ resource }) => {
    const own = containedIn(resource)
    return [...referencesOf(resource)].some((one) => !addresses.has(one) && !own.has(one) && !isElsewhere(one))
  })
}

const addressing = new Set(['id', 'meta', 'contained', 'reference'])

/** What a resource says, without what ties it to the document that it came in. */
function saidBy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(saidBy)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => !addressing.has(key)).map(([key, inner]) => [key, saidBy(inner)]))
}

/**
 * By what the sender knows a resource: its own identifier, else the id that it keeps it under. Where it has neither, what it says of
 * this patient: an id that was made up for one document would tie the facts of one patient to those of another.
 */
export function keyOf({ resource, isKeptUnderId }: Entry, patient: IncomingPatient): string {
  const { resourceType, id } = resource
  const { identifier } = resource as { readonly identifier?: readonly { readonly system?: string; readonly value?: string }[] }
  const [first] = identifier ?? []
  if (first?.value !== undefined) return `${resourceType}|${first.system ?? ''}|${first.value}`
  if (isKeptUnderId && id !== undefined) return `${resourceType}/${id}`
  const { hospitalNumber, citizenId, insuranceNumber, name, birthDate } = patient
  const said = JSON.stringify([hospitalNumber, citizenId, insuranceNumber, name, birthDate, saidBy(resource)])
  return `${resourceType}#${createHash('sha256').update(said).digest('hex')}`
}
