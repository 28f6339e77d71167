import { createHash, createHmac, randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'

const magic = 0x2112a442
const type = { allocate: 0x0003, send: 0x0016, createPermission: 0x0008 } as const
const attribute = { username: 0x0006, integrity: 0x0008, error: 0x0009, peer: 0x0012, data: 0x0013, realm: 0x0014, nonce: 0x0015, family: 0x0017, transport: 0x0019 } as const

interface Message {
  readonly type: number
  readonly attributes: ReadonlyMap<number, Buffer>
}

const padded = (value: Buffer): Buffer => Buffer.concat([value, Buffer.alloc((4 - (value.length % 4)) % 4)])
function tlv(code: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16BE(code, 0)
  head.writeUInt16BE(value.length, 2)
  return Buffer.concat([head, padded(value)])
}

/** XOR-PEER-ADDRESS of an IPv4 address, or of the IPv6 address in which it is mapped. */
function peerAddress(address: string, port: number, { mapped, transaction }: { readonly mapped: boolean; readonly transaction: Buffer }): Buffer {
  const four = Buffer.from(address.split('.').map(Number))
  const plain = mapped ? Buffer.concat([Buffer.alloc(10), Buffer.from([0xff, 0xff]), four]) : four
  const mask = Buffer.concat([Buffer.from([0x21, 0x12, 0xa4, 0x42]), transaction])
  const head = Buffer.from([0, mapped ? 2 : 1, 0, 0])
  head.writeUInt16BE(port ^ (magic >>> 16), 2)
  return Buffer.concat([head, plain.map((byte, index) => byte ^ (mask[index] ?? 0))])
}

/** Enough of a TURN client (RFC 8656, over TCP) to ask a relay for what it must not give. */
export class TestTurnClient {
  readonly #socket: Socket
  readonly #access: { readonly username: string; readonly credential: string }
  #buffer = Buffer.alloc(0)
  #waiting: ((message: Message) => void) | undefined
  #realm = ''
  #nonce: Buffer = Buffer.alloc(0)

  /** `authority`: whom to believe when the relay is spoken to over TLS; without it, plainly. */
  constructor(port: number, access: { readonly username: string; readonly credential: string }, authority?: string) {
    this.#access = access
    this.#socket = authority === undefined ? connect(port, '127.0.0.1') : connectSecurely({ port, host: '127.0.0.1', ca: authority })
    // The relay may hang up on who asks for what it must not give.
    this.#socket.on('error', () => undefined)
    this.#socket.on('data', (chunk) => this.#read(chunk))
  }

  /** Asks for a relayed UDP address; the error code, or 0. */
  async allocate(family?: 'ipv6'): Promise<number> {
    const parts = [tlv(attribute.transport, Buffer.from([17, 0, 0, 0])), ...(family === undefined ? [] : [tlv(attribute.family, Buffer.from([2, 0, 0, 0]))])]
    const first = await this.#ask(type.allocate, () => parts, false)
    this.#realm = first.attributes.get(attribute.realm)?.toString() ?? ''
    this.#nonce = first.attributes.get(attribute.nonce) ?? Buffer.alloc(0)
    return errorOf(await this.#ask(type.allocate, () => parts, true))
  }

  /** Asks to be allowed to send to a peer; the error code, or 0. */
  async permit(address: string, port: number, mapped = false): Promise<number> {
    return errorOf(await this.#ask(type.createPermission, (transaction) => [tlv(attribute.peer, peerAddress(address, port, { mapped, transaction }))], true))
  }

  /** Sends to a peer through the relay, which answers nothing. */
  send(address: string, port: number, data: Buffer): void {
    const transaction = randomBytes(12)
    const body = Buffer.concat([tlv(attribute.peer, peerAddress(address, port, { mapped: false, transaction })), tlv(attribute.data, data)])
    this.#socket.write(message(type.send, transaction, { body }))
  }

  close(): void {
    this.#socket.destroy()
  }

  #ask(kind: number, parts: (transaction: Buffer) => readonly Buffer[], signed: boolean): Promise<Message> {
    const transaction = randomBytes(12)
    const body = Buffer.concat([...parts(transaction), ...(signed ? this.#credentials() : [])])
    const answer = new Promise<Message>((resolve) => (this.#waiting = resolve))
    this.#socket.write(signed ? this.#sign(kind, transaction, body) : message(kind, transaction, { body }))
    return answer
  }

  #credentials(): Buffer[] {
    return [tlv(attribute.username, Buffer.from(this.#access.username)), tlv(attribute.realm, Buffer.from(this.#realm)), tlv(attribute.nonce, this.#nonce)]
  }

  #sign(kind: number, transaction: Buffer, body: Buffer): Buffer {
    const key = createHash('md5').update(`${this.#access.username}:${this.#realm}:${this.#access.credential}`).digest()
    // The length already counts the integrity that follows (RFC 8489, 14.5).
    const covered = message(kind, transaction, { body, more: 24 })
    return Buffer.concat([covered, tlv(attribute.integrity, createHmac('sha1', key).update(covered).digest())])
  }

  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk])
    while (this.#buffer.length >= 20) {
      const end = 20 + this.#buffer.readUInt16BE(2)
      if (this.#buffer.length < end) return
      const waiting = this.#waiting
      this.#waiting = undefined
      waiting?.(parse(this.#buffer.subarray(0, end)))
      this.#buffer = this.#buffer.subarray(end)
    }
  }
}

function message(kind: number, transaction: Buffer, { body, more = 0 }: { readonly body: Buffer; readonly more?: number }): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt16BE(kind, 0)
  head.writeUInt16BE(body.length + more, 2)
  head.writeUInt32BE(magic, 4)
  return Buffer.concat([head, transaction, body])
}

function parse(raw: Buffer): Message {
  const attributes = new Map<number, Buffer>()
  for (let at = 20; at + 4 <= raw.length; ) {
    const length = raw.readUInt16BE(at + 2)
    attributes.set(raw.readUInt16BE(at), raw.subarray(at + 4, at + 4 + length))
    at += 4 + length + ((4 - (length % 4)) % 4)
  }
  return { type: raw.readUInt16BE(0), attributes }
}

function errorOf({ attributes }: Message): number {
  const error = attributes.get(attribute.error)
  return error === undefined ? 0 : (error[2] ?? 0) * 100 + (error[3] ?? 0)
}
