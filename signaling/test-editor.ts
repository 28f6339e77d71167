import { isLastingMinutesRefusal, makeRedial } from '#contract/minutes-line.ts'
import { HocuspocusProvider, HocuspocusProviderWebsocket, type HocuspocusProviderWebsocketConfiguration } from '@hocuspocus/provider'
import { Doc, XmlElement, XmlText } from 'yjs'

type Socket = Pick<HocuspocusProviderWebsocketConfiguration, 'WebSocketPolyfill'>

interface EditorOptions extends Partial<Socket> {
  /** Where the minutes are written together, `ws://…/rt/minutes`. */
  readonly url: string
  /** The document's name: `minutes:<case>:<version>`. */
  readonly name: string
  readonly token: () => Promise<string>
}

/** One open editor without a screen: a shared document, and a person's connection to it. */
export interface Writer {
  readonly doc: Doc
  readonly provider: HocuspocusProvider
  readonly text: () => string
  /** Adds words at the end of the first section's first paragraph. */
  readonly type: (words: string) => void
  /** Resolves when the text fits, also when it does already. */
  readonly until: (fits: (text: string) => boolean) => Promise<void>
  /** Resolves when the server has acknowledged everything typed here. */
  readonly acknowledged: () => Promise<void>
  readonly leave: () => void
}

/** Opens minutes as an editor does, in a browser or out of one; rejects with the server's reason. */
export async function openEditor({ name, token, ...socket }: EditorOptions): Promise<Writer> {
  const websocket = new HocuspocusProviderWebsocket({ ...socket, delay: 200, minDelay: 200, maxDelay: 500, jitter: false })
  const doc = new Doc()
  const provider = new HocuspocusProvider({ websocketProvider: websocket, name, document: doc, token })
  // As a browser does.
  const redial = makeRedial(provider)
  provider.on('close', redial)
  await new Promise<void>((resolve, reject) => {
    provider.on('synced', () => resolve())
    provider.on('authenticationFailed', ({ reason }: { reason: string }) => {
      reject(new Error(reason))
      if (!isLastingMinutesRefusal(reason)) redial()
    })
    provider.attach()
  }).catch((cause: unknown) => {
    websocket.destroy()
    throw cause
  })
  const fragment = doc.getXmlFragment([...doc.share.keys()][0] ?? 'default')
  const text = (): string => fragment.toJSON()
  return {
    doc,
    provider,
    text,
    type: (words) => {
      const section = fragment.get(0)
      const paragraph = section instanceof XmlElement ? section.get(0) : null
      if (!(paragraph instanceof XmlElement)) throw new Error('the document has no paragraph')
      paragraph.insert(paragraph.length, [new XmlText(words)])
    },
    until: (fits) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!fits(text())) return
          doc.off('update', check)
          resolve()
        }
        doc.on('update', check)
        check()
      }),
    acknowledged: () =>
      new Promise((resolve) => {
        const check = (): void => {
          if (provider.hasUnsyncedChanges) return
          provider.off('unsyncedChanges', check)
          resolve()
        }
        provider.on('unsyncedChanges', check)
        check()
      }),
    leave: () => {
      // Left while it dials, a socket says so in an error that nobody would hear.
      websocket.webSocket?.addEventListener('error', () => undefined)
      provider.destroy()
      websocket.destroy()
    },
  }
}
