/** The portal address to go to after sign-in; anything that could lead elsewhere becomes the main page. */
export function safeNext(raw: string | readonly string[] | undefined): string {
  if (typeof raw !== 'string' || !raw.startsWith('/') || raw.startsWith('//') || raw.includes('\\')) return '/'
  const here = 'http://portal.invalid'
  const url = URL.canParse(raw, here) ? new URL(raw, here) : undefined
  return url?.origin === here ? `${url.pathname}${url.search}` : '/'
}
