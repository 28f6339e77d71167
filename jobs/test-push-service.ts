import { execFileSync } from 'node:child_process'
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { join } from 'node:path'
import { z } from 'zod'

const pushed = z.object({ title: z.string(), body: z.string(), path: z.string(), note: z.string(), ring: z.boolean() })

/** One wake-up as the service got it and as the browser reads it. */
export interface ReceivedPush {
  readonly urgency: string
  readonly authorization: string
  readonly message: z.output<typeof pushed>
}

/** A browser's push service on TLS, and the one browser that it serves; it is gone once `leave` was called. */
export async function startPushService(folder: string) {
  const [key, certificate] = [join(folder, 'push-key.pem'), join(folder, 'push-certificate.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1', ...subject, '-keyout', key, '-out', certificate], { stdio: 'ignore' })
  const browser = createECDH('prime256v1')
  const publicKey = browser.generateKeys()
  const secret = randomBytes(16)
  const received: ReceivedPush[] = []
  let here = true
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
    void buffer(request).then((sealed) => {
      if (here) received.push({ urgency: String(request.headers['urgency']), authorization: String(request.headers.authorization), message: pushed.parse(JSON.parse(open(sealed))) })
      response.writeHead(here ? 201 : 410).end()
    })
  })
  /** Opens an aes128gcm message as a browser does (RFC 8291, RFC 8188). */
  const open = (sealed: Buffer): string => {
    const salt = sealed.subarray(0, 16)
    const senderKey = sealed.subarray(21, 21 + sealed.readUInt8(20))
    const content = sealed.subarray(21 + senderKey.length)
    const derive = (from: Buffer, info: Buffer, { salted, length }: { readonly salted: Buffer; readonly length: number }): Buffer => Buffer.from(hkdfSync('sha256', from, salted, info, length))
    const shared = derive(browser.computeSecret(senderKey), Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, senderKey]), { salted: secret, length: 32 })
    const contentKey = derive(shared, Buffer.from('Content-Encoding: aes128gcm\0'), { salted: salt, length: 16 })
    const decipher = createDecipheriv('aes-128-gcm', contentKey, derive(shared, Buffer.from('Content-Encoding: nonce\0'), { salted: salt, length: 12 }))
    decipher.setAuthTag(content.subarray(-16))
    const padded = Buffer.concat([decipher.update(content.subarray(0, -16)), decipher.final()])
    return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    host: `localhost:${port}`,
    authority: certificate,
    subscription: { endpoint: `https://localhost:${port}/wake/1`, p256dh: publicKey.toString('base64url'), auth: secret.toString('base64url'), device: 'Chrome · Linux' },
    received: received as readonly ReceivedPush[],
    leave: () => {
      here = false
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
