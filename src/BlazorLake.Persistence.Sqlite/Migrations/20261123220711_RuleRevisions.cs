using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BlazorLake.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class RuleRevisions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Revision",
                table: "Rules",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateIndex(
                name: "IX_Rules_Revision",
                table: "Rules",
                column: "Revision");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Rules_Revision",
                table: "Rules");

            migrationBuilder.DropColumn(
                name: "Revision",
                table: "Rules");
        }
    }
}
