import { useState } from "react";

type Asked = { readonly data: unknown; readonly error: unknown };

/** The error to show while there is nothing else; asking again in the background does not make it flicker. */
export function useShownError({ data, error }: Asked): unknown {
  const [last, setLast] = useState<unknown>(null);
  if (error !== null && error !== last) setLast(error);
  if (data !== undefined && last !== null && error === null) setLast(null);
  return data === undefined ? (error ?? last) : null;
}
