import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { frame, makeUnframer } from '#adapters/hl7v2/mllp-framing.ts'

/** How a receiver behaves at one exchange; `die-after-storing` keeps the document and cuts the line before answering. */
export type Behaviour = 'well' | 'slow' | 'twice' | 'error' | 'reject' | 'die-before-storing' | 'die-after-storing'

export interface TestReceiver {
  /** What it keeps, by the identifier of the document. */
  readonly documents: Map<string, number>
  readonly address: string
  /** The behaviours of the next exchanges, in order; then well. */
  behave(...next: readonly Behaviour[]): void
  close(): Promise<void>
}

const later: Behaviour = 'well'

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))

const closed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()))

/** A hospital's HL7 engine: keeps each message control id once, as engines do, and acknowledges in original mode. */
export async function openHl7Receiver(): Promise<TestReceiver> {
  const documents = new Map<string, number>()
  const known = new Set<string>()
  let plan: readonly Behaviour[] = []
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    const unframe = makeUnframer()
    socket.on('data', (chunk) => {
      for (const message of unframe(chunk)) {
        const [behaviour = later, ...rest] = plan
        plan = rest
        const segments = message.split('\r')
        const control = segments[0]?.split('|')[9] ?? ''
        const number = segments.find((one) => one.startsWith('TXA'))?.split('|')[12] ?? ''
        const answer = (code: string): Buffer => frame(`MSH|^~\\&|HIS|BV|LIENVIEN||20261121||ACK|${control}-a|P|2.5.1\rMSA|${code}|${control}\r`)
        if (behaviour === 'slow') return
        if (behaviour === 'error' || behaviour === 'reject') return void socket.write(answer(behaviour === 'error' ? 'AE' : 'AR'))
        if (behaviour === 'die-before-storing') return void socket.destroy()
        if (!known.has(control)) documents.set(number, (documents.get(number) ?? 0) + 1)
        known.add(control)
        if (behaviour === 'die-after-storing') return void socket.destroy()
        socket.write(answer('AA'))
        if (behaviour === 'twice') socket.write(answer('AA'))
      }
    })
  })
  const address = `mllp://127.0.0.1:${await listen(server)}`
  return { documents, address, behave: (...next) => void (plan = next), close: () => closed(server) }
}

interface Bundle {
  readonly entry: readonly {
    readonly resource: { readonly resourceType: string; readonly masterIdentifier?: { readonly value: string } }
    readonly request: { readonly ifNoneExist?: string }
  }[]
}

/** A FHIR server that keeps DocumentReferences, finds them by identifier, and takes transactions whole. */
export async function openFhirReceiver(token?: string): Promise<TestReceiver> {
  const documents = new Map<string, number>()
  let plan: readonly Behaviour[] = []
  const json = (response: ServerResponse, status: number, body: unknown): void => void response.writeHead(status, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(body))
  const search = (request: IncomingMessage, response: ServerResponse): void => {
    const wanted = new URL(request.url ?? '', 'http://x').searchParams.get('identifier')?.split('|')[1] ?? ''
    const entry = documents.has(wanted) ? [{ resource: { resourceType: 'DocumentReference', id: 'kept' } }] : []
    json(response, 200, { resourceType: 'Bundle', type: 'searchset', entry })
  }
  const take = (body: string, response: ServerResponse): void => {
    const [behaviour = later, ...rest] = plan
    plan = rest
    if (behaviour === 'slow') return
    if (behaviour === 'error') { json(response, 500, { resourceType: 'OperationOutcome' }); return; }
    if (behaviour === 'reject') { json(response, 422, { resourceType: 'OperationOutcome' }); return; }
    if (behaviour === 'die-before-storing') return void response.destroy()
    const { entry } = JSON.parse(body) as Bundle
    for (const { resource, request } of entry) {
      const id = resource.masterIdentifier?.value
      if (id !== undefined && !(request.ifNoneExist !== undefined && documents.has(id))) documents.set(id, (documents.get(id) ?? 0) + 1)
    }
    if (behaviour === 'die-after-storing') return void response.destroy()
    json(response, 200, { resourceType: 'Bundle', type: 'transaction-response', entry: entry.map(({ resource }) => ({ response: { status: '201', location: `${resource.resourceType}/kept/_history/1` } })) })
  }
  const server = createHttpServer((request, response) => {
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`) { json(response, 401, { resourceType: 'OperationOutcome' }); return; }
    if (request.method === 'GET') { search(request, response); return; }
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')))
    request.on('end', () => take(body, response))
  })
  const address = `http://127.0.0.1:${await listen(server)}/fhir`
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    await closed(server)
  }
  return { documents, address, behave: (...next) => void (plan = next), close }
}
