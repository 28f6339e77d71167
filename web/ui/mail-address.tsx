/** An e-mail address that breaks before its @, and within a part only where that is wider than its place. */
export function MailAddress({ address }: { readonly address: string }) {
  const at = address.lastIndexOf('@')
  return <span className="break-words">{address.slice(0, at)}<wbr />{address.slice(at)}</span>
}
