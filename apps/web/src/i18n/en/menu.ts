/** What is ordered. */
export const menu = {
  title: "Menu",
  create: "New item",
  nameEn: "Name in English",
  nameAr: "Name in Arabic",
  category: "Kind",
  price: "Price, EGP",
  available: "On the menu",
  off: "off",
  emptyTitle: "The menu is empty",
  emptyText: "Add what the players order: tea, cola, indomie …",
  categories: { drinks: "Drinks", hot: "Hot drinks", food: "Food", snacks: "Snacks", other: "Other" },
};
