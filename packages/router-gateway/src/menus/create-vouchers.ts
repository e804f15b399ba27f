import type { Refusal } from "@mikro-dash/domain/refusal";
import { refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import { withoutRestoredMark } from "@mikro-dash/domain/voucher/comment";
import { formatDuration } from "@mikro-dash/domain/voucher/duration";
import { LinkFailure, RouterTrap } from "../link/link-failure.ts";
import type { RawRow } from "../link/raw-menu.ts";
import type { RouterLink } from "../link/router-link.ts";
import { PATIENCE_MS } from "../link/written.ts";
import { refusalOf } from "../refusals.ts";
import { USERS } from "./hotspot-users.ts";

/** What is to be made. Codes are given, not drawn here: asking again with the same ones continues the same batch. */
export interface VoucherBatch {
  /** Each is the name and the password of one voucher. */
  readonly codes: readonly string[];
  readonly profile: string;
  /** Null: on every hotspot server. */
  readonly server: string | null;
  readonly bytesLimit: number | null;
  readonly timeLimitSeconds: number | null;
  /** `pkg:<packageId>|created:<epochMs>|<note>`: a user with the same name and comment is this voucher. */
  readonly comment: string;
}

export interface CreatedVoucher {
  /** The router's id of its user. */
  readonly id: string;
  readonly code: string;
}

export interface CreatedBatch {
  readonly created: readonly CreatedVoucher[];
  /** Those of them that were there already: somebody may have used them since they were made. */
  readonly foundThere: readonly string[];
  readonly failed: readonly { readonly code: string; readonly refusal: Refusal }[];
}

interface MadeOrFound extends CreatedVoucher {
  /** The router said that it made it just now. */
  readonly isNew: boolean;
}

/** How often one voucher is tried again when the answer was lost. */
const ATTEMPTS = 3;

/** Refused as a whole when not a single voucher could be made and the reason is the same for all. */
export async function createVouchers(link: RouterLink, batch: VoucherBatch): Promise<Result<CreatedBatch>> {
  const created: CreatedVoucher[] = [];
  const foundThere: string[] = [];
  const failed: { code: string; refusal: Refusal }[] = [];
  let fatal: Refusal | undefined;
  for (const code of batch.codes) {
    const made: Result<MadeOrFound> = fatal ? err(fatal) : await createOne(link, batch, code);
    if (made.ok) {
      const { isNew, ...voucher } = made.value;
      created.push(voucher);
      if (!isNew) foundThere.push(code);
    } else {
      failed.push({ code, refusal: made.error });
      if (made.error.code !== "CONFLICT") fatal = made.error;
    }
  }
  return fatal && created.length === 0 ? err(fatal) : ok({ created, foundThere, failed });
}

/**
 * One voucher, made exactly once. When the answer was lost nobody knows whether it was made, and a refusal "already there"
 * may be our own earlier attempt: both are settled by reading the name back.
 */
async function createOne(link: RouterLink, batch: VoucherBatch, code: string): Promise<Result<MadeOrFound>> {
  const values = userValues(batch, code);
  let unknown = false;
  for (let attempt = 1; ; attempt++) {
    try {
      if (unknown) {
        const there = await readBack(link, batch, code);
        if (there) return there;
      }
      const id = await link.run(USERS, (menu) => menu.add(values), PATIENCE_MS);
      return ok({ id, code, isNew: true });
    } catch (error) {
      if (error instanceof RouterTrap && error.message.includes("already have user")) unknown = true;
      else if (error instanceof LinkFailure && error.ambiguous) unknown = true;
      else return err(refusalOf(error));
      if (attempt === ATTEMPTS) return err(refusalOf(error));
    }
  }
}

async function readBack(
  link: RouterLink,
  batch: VoucherBatch,
  code: string,
): Promise<Result<MadeOrFound> | undefined> {
  const columns = [".id", "comment", "server"];
  const rows = await link.run(USERS, (menu) => menu.print(columns, [`name=${code}`]), PATIENCE_MS);
  const twin = rows.find((row) => (row.server ?? null) === batch.server);
  if (!twin) return undefined;
  if (withoutRestoredMark(twin.comment ?? "") === batch.comment)
    return ok({ id: twin[".id"] ?? "", code, isNew: false });
  return err(refusal("CONFLICT", `The router has another user named ${code}.`));
}

function userValues(batch: VoucherBatch, code: string): RawRow {
  return {
    name: code,
    password: code,
    profile: batch.profile,
    comment: batch.comment,
    ...(batch.server === null ? {} : { server: batch.server }),
    ...(batch.bytesLimit === null ? {} : { "limit-bytes-total": String(batch.bytesLimit) }),
    ...(batch.timeLimitSeconds === null ? {} : { "limit-uptime": formatDuration(batch.timeLimitSeconds) }),
  };
}
