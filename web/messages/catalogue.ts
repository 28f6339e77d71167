import { en } from './en.ts'
import { vi, type Messages } from './vi.ts'

export type { Messages }

/** The sentences of both languages; a browser is given those of its own. */
export const catalogue: { readonly vi: Messages; readonly en: Messages } = { vi, en }
