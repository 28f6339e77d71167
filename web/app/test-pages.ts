import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'

/** What Next would answer to whoever opens a page: its parts rendered, not found, or sent elsewhere. */
export interface PageAnswer {
  readonly status: 200 | 404 | `redirect ${string}`
  /** Every text that the page hands to the browser, in markup or in the properties of its parts. */
  readonly texts: ReadonlySet<string>
}

export type Params = Readonly<Record<string, string | readonly string[]>>
interface PageProps { readonly params: Promise<Params>; readonly searchParams: Promise<Params> }
export interface PageModule {
  readonly default: (props: PageProps) => unknown
  readonly generateMetadata?: (props: PageProps) => Promise<unknown>
}

/** The pages or routes under a folder, as the file tree has them: `(portal)/cases/[id]`. */
export const filesNamed = (folder: string, name: 'page.tsx' | 'route.ts'): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === name).map((entry) => relative(folder, entry.parentPath).split(join('/')).join('/'))

interface Element { readonly $$typeof: symbol; readonly type: unknown; readonly props: Readonly<Record<string, unknown>> }
const isElement = (value: object): value is Element => '$$typeof' in value && 'props' in value

/** Runs what the server runs of a page, its asynchronous parts all the way down, and gathers what it gives away. */
async function render(node: unknown, texts: Set<string>, seen: WeakSet<object>): Promise<void> {
  if (typeof node === 'string') texts.add(node)
  if (typeof node !== 'object' || node === null || seen.has(node)) return
  seen.add(node)
  if (node instanceof Promise) return render(await node, texts, seen)
  if (isElement(node) && typeof node.type === 'function' && node.type.constructor.name === 'AsyncFunction') {
    const part = node.type as (props: unknown) => Promise<unknown>
    await render(await part(node.props), texts, seen)
  }
  for (const inner of isElement(node) ? Object.values(node.props) : Object.values(node)) await render(inner, texts, seen)
}

const digestOf = (fault: unknown): string =>
  typeof fault === 'object' && fault !== null && 'digest' in fault && typeof fault.digest === 'string' ? fault.digest : ''

/** Opens a page as Next does, with its title; anything but an answer is thrown on. */
export async function openPage(page: PageModule, params: Params, search: Params = {}): Promise<PageAnswer> {
  const props: PageProps = { params: Promise.resolve(params), searchParams: Promise.resolve(search) }
  const texts = new Set<string>()
  try {
    await render(await page.generateMetadata?.(props), texts, new WeakSet())
    await render(await page.default(props), texts, new WeakSet())
    return { status: 200, texts }
  } catch (fault) {
    const digest = digestOf(fault)
    if (digest === 'NEXT_HTTP_ERROR_FALLBACK;404') return { status: 404, texts }
    const [kind, , to] = digest.split(';')
    if (kind === 'NEXT_REDIRECT' && to !== undefined) return { status: `redirect ${to}`, texts }
    throw fault
  }
}
