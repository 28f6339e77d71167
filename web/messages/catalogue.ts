import { en } from './en.ts'
import { vi, type Messages } from './vi.ts'

export type { Messages }

/** The sentences of both languages, for the server; a browser is given those of its own (`words.tsx`). */
export const catalogue: { readonly vi: Messages; readonly en: Messages } = { vi, en }
