import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { repositoryRoot } from '#infra/setup/paths.mjs'

const manifest = z.object({ node: z.record(z.string(), z.object({ exportedName: z.string(), filename: z.string() })) })
const answer = z.union([z.object({ ok: z.literal(true), value: z.unknown() }), z.object({ ok: z.literal(false), code: z.string() })])
export type ActionAnswer = z.output<typeof answer>

const answersWithinMs = 10_000
/** Before anything is hurt: a crowded machine is waited for. */
export const beforehandMs = 60_000

/** One signed-in person without a browser: calls the portal's server actions as its pages do. */
export class PortalClient {
  readonly #origin: string
  readonly #cookie: string
  readonly #actions: z.output<typeof manifest>['node']

  private constructor(origin: string, cookie: string) {
    this.#origin = origin
    this.#cookie = cookie
    this.#actions = manifest.parse(JSON.parse(readFileSync(join(repositoryRoot, 'web', '.next', 'server', 'server-reference-manifest.json'), 'utf8'))).node
  }

  static async signIn(origin: string, email: string, password: string): Promise<PortalClient> {
    const response = await fetch(`${origin}/api/auth/sign-in/email`, {
      method: 'POST', headers: { 'content-type': 'application/json', origin }, body: JSON.stringify({ email, password }), signal: AbortSignal.timeout(beforehandMs),
    })
    if (!response.ok) throw new Error(`sign-in of ${email} was answered ${response.status}`)
    return new PortalClient(origin, response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; '))
  }

  /** Calls the action on the page where it stands; throws where no answer came, or none of the action's own. */
  async call(file: string, name: string, { page, input, withinMs = answersWithinMs }: { readonly page: string; readonly input: object; readonly withinMs?: number }): Promise<ActionAnswer> {
    const [id] = Object.entries(this.#actions).find(([, one]) => one.exportedName === name && one.filename === file) ?? []
    if (id === undefined) throw new Error(`the portal's build has no action ${name}`)
    const response = await fetch(`${this.#origin}${page}`, {
      method: 'POST', body: JSON.stringify([input]), signal: AbortSignal.timeout(withinMs),
      headers: { 'next-action': id, accept: 'text/x-component', 'content-type': 'text/plain;charset=UTF-8', origin: this.#origin, cookie: this.#cookie },
    })
    const text = await response.text()
    // React's own format: one row a line, of which the first names the one that holds the answer.
    const row = /"a":"\$@([0-9a-f]+)"/.exec(text)?.[1]
    const line = text.split('\n').find((one) => one.startsWith(`${row ?? '1'}:{`))
    if (line === undefined) throw new Error(`${name} was answered ${response.status} without an answer of its own`)
    return answer.parse(JSON.parse(line.slice(line.indexOf(':') + 1)))
  }
}
