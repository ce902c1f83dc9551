/* Pictures that come with the writer: chosen, dropped on the text, or pasted into it. */

const NOT_ARRIVED = "The picture did not arrive. Try again.";
const DESCRIBE = "describe this image";

/** Make a function that sends a picture to the desk and puts its code into the text. */
export function start(field, { ask, put, tell }) {
  const add = async (file) => {
    tell("Adding the picture …");
    const fields = new FormData();
    fields.set("image", file);
    try {
      const answer = await ask(field.dataset.markdownxUploadUrlsPath, { fields });
      if (!answer.ok) {
        tell(answer.data?.error || answer.words || NOT_ARRIVED);
        return;
      }
      put(answer.data.image_code, DESCRIBE);
      tell("The picture is in the text. Now say what it shows, for those who do not see it.");
    } catch {
      tell(NOT_ARRIVED);
    }
  };

  // Only the text takes a drop; everywhere else on the page one does what it always does.
  field.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  });
  field.addEventListener("drop", (event) => {
    const file = event.dataTransfer.files[0];
    if (!file) return;
    event.preventDefault();
    add(file);
  });
  return add;
}
