import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { person } from '#prisma/seed/people.ts'
import { demoPassword } from '#prisma/seed/demo-accounts.ts'
import { beforehandMs, PortalClient } from './portal-client.ts'
import { declined, toldBy, writeWithinMs, type Stream, type Told } from './stream.ts'

const issued = z.object({ id: z.string(), secret: z.string() })
const created = z.object({ id: z.string() })
const outcome = z.object({ issue: z.tuple([z.object({ details: z.object({ coding: z.tuple([z.object({ code: z.string() })]) }) })]) })

interface Orders {
  readonly orders: Stream
  readonly cancels: Stream
}

/** The other system's token, fetched anew before it ends or once it is turned down. */
function makeToken(origin: string, { id, secret }: z.output<typeof issued>) {
  let token: { readonly value: string; readonly until: number } | undefined
  return {
    now: async (): Promise<string> => {
      if (token !== undefined && Date.now() < token.until) return token.value
      const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret })
      const response = await fetch(`${origin}/fhir/token`, { method: 'POST', body, signal: AbortSignal.timeout(writeWithinMs) })
      if (!response.ok) throw new Declined(await codeOf(response))
      const { access_token: value } = z.object({ access_token: z.string() }).parse(await response.json())
      token = { value, until: Date.now() + 300_000 }
      return value
    },
    forget: (): void => {
      token = undefined
    },
  }
}

/** Turned away before the order was read. */
class Declined extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** The code that a FHIR answer carries, or its bare status. */
async function codeOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null)
  const told = outcome.safeParse(body)
  if (told.success) return told.data.issue[0].details.coding[0].code
  const plain = z.object({ error: z.string() }).safeParse(body)
  return plain.success ? plain.data.error : `status ${response.status}`
}

/** Orders from another hospital's system over FHIR, sent again until they are answered; and the doctor who withdraws what they opened. */
export async function startOrders(origin: string): Promise<Orders> {
  const admin = await PortalClient.signIn(origin, person('nhatnam').account.email, demoPassword)
  const doctor = await PortalClient.signIn(origin, person('thuha').account.email, demoPassword)
  const answer = await admin.call('web/features/interop/actions.ts', 'issueClient', { page: '/interop', input: { name: 'HIS', grants: ['read', 'request'] }, withinMs: beforehandMs })
  if (!answer.ok) throw new Error(answer.code)
  const token = makeToken(origin, issued.parse(answer.value))
  let [number, isOpen]: [string, boolean] = [randomUUID(), false]
  const drafts: string[] = []
  const send = async (): Promise<Told> => {
    const headers = { authorization: `Bearer ${await token.now()}`, 'content-type': 'application/fhir+json' }
    const response = await fetch(`${origin}/fhir/ServiceRequest`, { method: 'POST', headers, body: JSON.stringify(orderOf(number)), signal: AbortSignal.timeout(writeWithinMs) })
    if (!response.ok) {
      if (response.status === 401) token.forget()
      return declined(await codeOf(response))
    }
    drafts.push(created.parse(await response.json()).id)
    isOpen = false
    return { outcome: 'acknowledged' }
  }
  return {
    orders: {
      name: 'order',
      next: async () => {
        if (!isOpen) [number, isOpen] = [randomUUID(), true]
        const make = (): Promise<Told> => send().catch((cause: unknown) => {
          if (cause instanceof Declined) return declined(cause.code)
          throw cause
        })
        return { key: number, value: number, make }
      },
    },
    cancels: {
      name: 'cancel',
      next: async () => {
        const one = drafts.shift()
        if (one === undefined) return null
        return { key: one, value: one, make: async () => toldBy(await doctor.call('web/features/case/actions.ts', 'cancelCase', { page: `/cases/${one}`, input: { case: one, reason: 'Thử tải' } })) }
      },
    },
  }
}

const orderOf = (number: string): object => ({
  resourceType: 'ServiceRequest', status: 'active', intent: 'order', priority: 'routine', identifier: [{ system: 'urn:his', value: number }],
  contained: [{ resourceType: 'Patient', id: 'p', identifier: [{ type: { coding: [{ code: 'MR' }] }, value: 'HIS-CHAOS' }], name: [{ text: 'Trần Thị Lệ Thủy' }], gender: 'female', birthDate: '1950-02-03' }],
  subject: { reference: '#p' }, requester: { identifier: { value: person('thuha').licenceNumber } }, reasonCode: [{ text: 'Thử tải' }], note: [{ text: `Đơn ${number}` }],
})
