import type { RouterWords } from "./router-words-en.ts";

const works = "الأجهزة والحسابات شغّالة عادي.";
const nothing = "مفيش حاجة اتغيّرت.";
const again = "جرّب كمان دقيقة.";

/** What the router names is set apart by the caller: it is Latin, the line is not. */
const THINGS: Readonly<Record<string, string>> = { profile: "البروفايل", server: "السيرفر" };
const bare = (name: string) => name.replaceAll(/[\u2068\u2069]/g, "");

export const arabicRouterWords: RouterWords = {
  none: () => ({
    what: "مفيش راوتر متظبّط.",
    safe: works,
    todo: "اللي ظبّط الكمبيوتر ده يقدر يكتب عنوان الراوتر.",
  }),
  fromHere: () => ({
    what: "ده بيتعمل من كمبيوتر المحل بس.",
    safe: nothing,
    todo: "اعمله من هناك: هو اللي بيكلّم الراوتر.",
  }),
  password: (name) => ({
    what: `الراوتر مش قابل باسورد المستخدم ${name}.`,
    safe: works,
    todo: "رجّع له الباسورد القديم، أو اكتب الجديد على الكمبيوتر ده.",
  }),
  login: (name) => ({
    what: `الراوتر مش راضي يدخّل المستخدم ${name}.`,
    safe: works,
    todo: "بص على المستخدم ده في الراوتر: يمكن يكون مقفول، أو مسموح له من عنوان تاني بس.",
  }),
  silent: () => ({
    what: "الراوتر مبيردّش.",
    safe: works,
    todo: "بص على السلك بين الراوتر والكمبيوتر، وجرّب كمان دقيقة.",
  }),
  off: () => ({
    what: "الراوتر مقفول، أو سلكه مفصول.",
    safe: works,
    todo: "بص على الكهربا والسلك، وأول ما يرجع هنلاقيه لوحدنا.",
  }),
  hungUp: () => ({
    what: "الراوتر قفل السكة، يمكن بيعيد التشغيل.",
    safe: works,
    todo: again,
  }),
  permission: () => ({
    what: "مستخدم الراوتر مالوش صلاحية يعمل ده.",
    safe: nothing,
    todo: "من الراوتر، ادّي جروبه صلاحيات read وwrite وapi.",
  }),
  missing: (name) => ({
    what: `${THINGS[bare(name)] ?? name} بتاع الباقة دي مش موجود على الراوتر.`,
    safe: nothing,
    todo: "رجّعه على الراوتر، أو غيّر الباقة.",
  }),
  taken: (name) => ({
    what: name === "" ? "فيه مستخدم بالاسم ده على الراوتر." : `فيه مستخدم تاني على الراوتر اسمه ${name}.`,
    safe: "محدش لمسه.",
    todo: "اعمل كارت زيادة، وهياخد كود تاني.",
  }),
  full: () => ({
    what: "ذاكرة الراوتر مليانة، ومش هيحفظ حاجة جديدة.",
    safe: "اللي عليه شغّال عادي.",
    todo: "امسح كروت خلصت أو ملفات من عليه، وجرّب تاني.",
  }),
  gone: () => ({
    what: "ده مش موجود على الراوتر خلاص.",
    safe: "اللي اتباع محفوظ في الحسابات.",
    todo: "بص على القايمة تاني.",
  }),
  twins: () => ({
    what: "فيه كذا مستخدم بنفس الاسم على الراوتر.",
    safe: nothing,
    todo: "امسح الغلط من على الراوتر.",
  }),
  version: () => ({
    what: "الراوتر ده مش بيعرف يعمل كده.",
    safe: nothing,
    todo: "محتاج نسخة RouterOS أو باكدج تانية.",
  }),
  nothingLost: () => ({
    what: "مضاعش منه حاجة، أو رجعت قبل كده.",
    safe: nothing,
    todo: "مش محتاج تعمل حاجة.",
  }),
  wasReset: () => ({
    what: "عدّاده بدأ من الأول بعد كده.",
    safe: nothing,
    todo: "مفيش حاجة فاضلة ترجع.",
  }),
  said: (name) => ({
    what: name === "" ? "الراوتر رفض ومقالش ليه." : `الراوتر رفض وقال: ${name}.`,
    safe: nothing,
    todo: again,
  }),
};
