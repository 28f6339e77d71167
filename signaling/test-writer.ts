import { WebSocket } from 'ws'
import { openEditor, type Writer } from './test-editor.ts'

export type { Writer }

interface WriterOptions {
  readonly port: number
  /** The document's name: `minutes:<case>:<version>`. */
  readonly name: string
  readonly token: () => Promise<string>
}

/** Opens minutes as an editor does, without a browser; rejects with the server's reason. */
export const openWriter = ({ port, ...document }: WriterOptions): Promise<Writer> =>
  openEditor({ url: `ws://127.0.0.1:${port}/rt/minutes`, WebSocketPolyfill: WebSocket, ...document })
