import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { BlockList, isIP } from 'node:net'
import { isForbiddenAddress, judgeAddress, judgedLookup } from '#adapters/outside/judged-lookup.ts'
import type { SourceRefusal } from '#core/interop/fhir-source.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'

export interface GuardLimits {
  readonly bytes: number
  readonly milliseconds: number
}

export interface GuardedAnswer {
  readonly status: number
  readonly body: Buffer
}

export interface GuardedCall {
  readonly url: URL
  /** Sent as a form by POST; a GET without. */
  readonly form?: URLSearchParams
  readonly authorization: string | null
}

export type GuardedRequest = (call: GuardedCall) => Promise<Result<GuardedAnswer, SourceRefusal>>

/** What no hospital's server has: this machine, link-local (cloud metadata among it), multicast, and what is nobody's. */
const nowhere = new BlockList()
for (const [network, prefix] of [['0.0.0.0', 8], ['127.0.0.0', 8], ['169.254.0.0', 16], ['224.0.0.0', 4], ['240.0.0.0', 4]] as const) nowhere.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of [['::', 127], ['fe80::', 10], ['ff00::', 8]] as const) nowhere.addSubnet(network, prefix, 'ipv6')

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** An IPv6 address that carries an IPv4 one is judged by what it carries. */
const plain = (address: string): string => /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address

function isForbidden(rawAddress: string, mayBeLoopback: boolean): boolean {
  const address = plain(rawAddress)
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  if (/^::ffff:/i.test(address)) return true
  return nowhere.check(address, family) && !(mayBeLoopback && loopback.check(address, family))
}

class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

/** A body as JSON servers send it, up to a size. */
async function readBody(message: IncomingMessage, most: number): Promise<Buffer> {
  if (Number(message.headers['content-length'] ?? 0) > most) throw new TooLarge()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > most) throw new TooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/**
 * Asks a server that the operator has listed, and no other: by origin, by every address that its name stands for, without
 * following redirects, within a size and a time. `allowed` are origins such as `https://his.example`.
 */
export function makeGuardedRequest(allowed: readonly string[], limits: GuardLimits): GuardedRequest {
  const origins = new Set(allowed.map((one) => new URL(one).origin))
  const send = async ({ url, form, authorization }: GuardedCall): Promise<GuardedAnswer> => {
    const host = url.hostname.replace(/^\[|\]$/g, '')
    // Only who listed this machine by its own name or address means it.
    const mayBeLoopback = host === 'localhost' || (isIP(host) !== 0 && loopback.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4'))
    const mayReach = (address: string): boolean => !isForbidden(address, mayBeLoopback)
    judgeAddress(host, mayReach)
    const signal = AbortSignal.timeout(limits.milliseconds)
    const headers = {
      accept: 'application/fhir+json',
      ...(authorization !== null && { authorization }),
      ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
    }
    const options = { method: form === undefined ? 'GET' : 'POST', headers, signal, lookup: judgedLookup(mayReach) }
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      const asked = url.protocol === 'https:' ? httpsRequest(url, { ...options, agent: new HttpsAgent() }, resolve) : httpRequest(url, { ...options, agent: new HttpAgent() }, resolve)
      asked.on('error', reject)
      asked.end(form?.toString())
    })
    try {
      return { status: message.statusCode ?? 0, body: await readBody(message, limits.bytes) }
    } finally {
      message.destroy()
    }
  }
  return async (call) => {
    if (!origins.has(call.url.origin) || call.url.username !== '') return err('fhir-source.address-not-allowed')
    try {
      return ok(await send(call))
    } catch (cause) {
      if (isForbiddenAddress(cause)) return err('fhir-source.address-not-allowed')
      return err(cause instanceof TooLarge ? 'fhir-source.too-large' : 'fhir-source.unreachable')
    }
  }
}
