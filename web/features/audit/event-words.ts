import { getTranslations } from 'next-intl/server'

/** The words of an event's kind; a kind that has none yet is shown by its code. */
export async function eventWords(): Promise<(kind: string) => string> {
  const t = await getTranslations('audit')
  return (kind) => {
    const key = `kind.${kind.replace(/[.-]/g, '_')}` as Parameters<typeof t.has>[0]
    return t.has(key) ? t(key) : kind
  }
}
